package io.orderroutes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.sandbox.Browser;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.Topic;
import io.orderroutes.simulator.RecordedGateway;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** An operator's session in a real browser: on a desk, on a phone, and without a mouse. */
class PageBrowserIT {
  private static final String TOKEN = "a-token-of-a-test-run";
  private static final String ORDER = "aliexpress.solution.order.info.get";

  private static RecordedGateway gateway;
  private static Flow flow;
  private static String address;

  @BeforeAll
  static void start() throws Exception {
    List.of("chromium", "chromedriver").forEach(Browser::program);
    gateway = RecordedGateway.start();
    Map<String, String> page =
        Map.of(
            "orders.page.enabled", "true",
            "orders.page.token", TOKEN,
            "orders.apps.top.calls-per-second", "50");
    flow = Flow.start("page-browser", gateway.url(), gateway.url(), page);
    address = flow.service().page();
  }

  @AfterAll
  static void stop() throws Exception {
    if (flow != null) {
      flow.close();
      gateway.close();
    }
  }

  @Test
  void anOperatorSeesAParkedRecordReadsItsCauseReplaysItAndSeesItsDocument() throws Exception {
    park("8700000000000001", "isv.desk");
    try (Browser browser = Browser.start(1200, 800)) {
      logIn(browser);
      assertThat(browser.text()).contains("shop-1", "Gateways and limits", "50.0 calls a second");
      browser.picture("overview");
      browser.click("Parked");
      browser.awaitText("isv.desk");
      browser.picture("parked");
      browser.click("api-rejected 15 isv.desk");
      browser.all("tbody a").get(0).click();
      assertThat(browser.text())
          .contains("not now", "8700000000000001", "parked.sub-code", "\"order_id\"")
          .doesNotContain("Lena", "0142637");
      browser.picture("record");
      heal("8700000000000001");
      browser.click("Replay this event");
      browser.awaitText("Ended");
      browser.picture("replay");
      flow.document("8700000000000001");
      browser.click("Document of order 8700000000000001");
      assertThat(browser.heading()).isEqualTo("Order 8700000000000001");
      assertThat(browser.text()).contains("\"platform\" : \"aliexpress\"").doesNotContain("Lena");
      browser.picture("document");
      browser.click("Overview");
      assertThat(browser.text())
          .contains("state of the flow", "Incomplete")
          .doesNotContain("No document has been published");
      browser.picture("overview-later");
      assertThat(browser.complaints()).isEmpty();
    }
    assertThat(sent("8700000000000001")).isEqualTo(2);
  }

  @Test
  void everyPageFitsAPhone() throws Exception {
    IntStream.range(0, 3).forEach(i -> park("870000000000001" + i, "isv.phone"));
    try (Browser browser = Browser.start(360, 740)) {
      browser.open(address + "/parked");
      browser.picture("phone-login");
      logIn(browser);
      assertFits(browser, "overview");
      browser.click("Parked");
      browser.awaitText("isv.phone");
      assertFits(browser, "parked");
      browser.click("api-rejected 15 isv.phone");
      assertFits(browser, "group");
      browser.click("Replay this group …");
      assertFits(browser, "confirm");
      browser.click("Replay 3 events");
      browser.awaitText("Ended");
      assertFits(browser, "replay");
      browser.click("Replays");
      assertFits(browser, "replays");
      browser.open(address + "/none");
      assertFits(browser, "nothing");
      browser.open(address + "/parked/0/999999");
      assertFits(browser, "vanished");
    }
  }

  @Test
  void aKeyboardIsEnough() throws Exception {
    park("8700000000000021", "isv.keys");
    heal("8700000000000021");
    try (Browser browser = Browser.start(1200, 800)) {
      browser.open(address + "/parked");
      browser.focused().sendKeys(TOKEN, Keys.ENTER);
      browser.awaitText("isv.keys");
      browser.press(Keys.TAB);
      assertThat(browser.focused().getText()).isEqualTo("Skip to the content");
      browser.picture("keyboard");
      browser.tabTo("api-rejected 15 isv.keys");
      browser.press(Keys.ENTER);
      browser.awaitText("All groups");
      browser.tabTo("Replay this group …");
      browser.press(Keys.ENTER);
      browser.awaitText("Back, without replaying");
      browser.tabTo("Replay 1 event");
      browser.press(Keys.ENTER);
      browser.awaitText("Ended");
      browser.tabTo("Document of order 8700000000000021");
      flow.document("8700000000000021");
      browser.press(Keys.ENTER);
      browser.awaitText("The newest document");
    }
    assertThat(sent("8700000000000021")).isEqualTo(2);
  }

  private static void logIn(Browser browser) {
    browser.open(address);
    assertThat(browser.complaints()).allMatch(one -> one.contains("401 (Unauthorized)"));
    browser.type("token", TOKEN);
    browser.click("Log in");
    browser.awaitText("Flows");
  }

  private static void assertFits(Browser browser, String page) {
    assertThat(browser.overflow()).as(page).isZero();
    assertThat(browser.all("h1")).as(page).hasSize(1);
    browser.picture("phone-" + page);
  }

  /** An order that the platform refuses, with a buyer in its event. */
  private static void park(String order, String subCode) {
    gateway.serveAlso(
        ORDER + "@" + order,
        ("{\"error_response\":{\"code\":15,\"msg\":\"not now\",\"sub_code\":\"" + subCode + "\"}}")
            .getBytes(UTF_8));
    flow.send(
        order,
        "{\"order_id\":\"%s\",\"buyer_name\":\"Lena\",\"phone\":\"+49 555 0142637\"}"
            .formatted(order));
    flow.parkedRecord(order);
  }

  private static void heal(String order) {
    String more = "\"order_status\":\"WAIT_SELLER_SEND_GOODS\",\"buyer_signer_fullname\":\"Lena\"";
    gateway.serveAlso(
        ORDER + "@" + order,
        ("{\"result\":{\"data\":{\"id\":%s,%s}},\"request_id\":\"r1\"}".formatted(order, more))
            .getBytes(UTF_8));
  }

  private static long sent(String key) {
    try (Topic events = new Topic(flow.broker().bootstrapServers(), Flow.EVENTS)) {
      return events.all().stream().map(Flow::key).filter(List.of(key)::contains).count();
    }
  }
}
