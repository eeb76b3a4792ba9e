package io.orderroutes.sellers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orderroutes.config.ConfigurationError;
import io.orderroutes.config.OrdersConfig;
import io.orderroutes.signing.ApiCall;
import io.orderroutes.signing.App;
import io.orderroutes.signing.Protocol;
import io.orderroutes.signing.SignMethod;
import io.orderroutes.signing.Timeouts;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SellersConfigTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders.apps.main.gateway",
        "orders.apps.main.key",
        "orders.apps.main.secret",
        "orders.sellers.shop-1.app",
        "orders.sellers.shop-1.platform",
        "orders.sellers.shop-1.session"
      })
  void namesTheKeyThatIsMissingOrBlank(String key) {
    assertThat(error(Configured.shops().without(key)))
        .startsWith(key + " is missing: write ")
        .doesNotContain("\n");
    assertThat(error(Configured.shops().with(key, "  "))).startsWith(key + " is missing: write ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "orders.apps.main.protocol | soap | write top (router/rest) or iop (/sync)",
        "orders.apps.main.protocol | TOP | write top (router/rest) or iop (/sync)",
        "orders.apps.main.sign-method | sha512 | write md5, hmac or hmac-sha256 for protocol top",
        "orders.apps.main.sign-method | sha256 | write md5, hmac or hmac-sha256 for protocol top",
        "orders.apps.new.sign-method | md5 | write sha256 for protocol iop",
        "orders.apps.main.gateway | eco.taobao.com/router/rest | write http(s)://host/path",
        "orders.apps.main.gateway | ftp://eco.taobao.com/ | write http(s)://host/path",
        "orders.apps.main.gateway | http:// | write http(s)://host/path",
        "orders.apps.main.gateway | https://a b/ | write http(s)://host/path",
        "orders.apps.main.gateway | https://h/sync?method=x | without a query",
        "orders.sellers.shop-1.app | other | write one of [",
        "orders.sellers.shop-2.ids | x,aeseller | give each id to one seller",
        "orders.default-seller | shop-9 | write one of ["
      })
  void namesTheKeyThatIsWrongAndWhatToWrite(String key, String value, String remedy) {
    assertThat(error(Configured.shops().with(key, value)))
        .startsWith(key + " ")
        .contains(remedy)
        .doesNotContain("\n");
  }

  @Test
  void acceptsAnIdThatOneSellerHasTwice() {
    Configured twice = Configured.shops().with("orders.sellers.shop-1.ids", "a,,a , a");
    assertThat(twice.sellers()).isNotNull();
  }

  @Test
  void stopsTheStartWhenASellersPlatformHasNoRoute() {
    Sellers sellers = Configured.shops().sellers();
    ConfigurationError error =
        catchThrowableOfType(
            ConfigurationError.class, () -> sellers.check(Set.of("aliexpress", "ebay")));
    assertThat(error)
        .hasMessageStartingWith("orders.sellers.shop-2.platform is 'alibaba'")
        .hasMessageContaining("ebay");
    assertThat(error.getConfigKeys()).containsExactly("orders.sellers.shop-2.platform");
    sellers.check(Set.of("aliexpress", "alibaba"));
  }

  @Test
  void saysNothingSecretInAnError() {
    String error = error(Configured.shops().with("orders.sellers.shop-2.ids", "aeseller"));
    assertThat(error).doesNotContain("main-secret", "new-secret", "session-1", "session-2");
  }

  @Test
  void startsWithNothingConfigured() {
    OrdersConfig config = Configured.nothing().config();
    assertThat(new Sellers(config).platform("aliexpress").params()).isEmpty();
    assertThat(config.topics().events()).isEqualTo("order-events");
    assertThat(config.topics().documents()).isEqualTo("order-documents");
    assertThat(config.topics().parked()).isEqualTo("order-events.parked");
    assertThat(config.consumer().group()).isEqualTo("order-enrichment");
    assertThat(config.concurrency()).isEqualTo(256);
    assertThat(config.waiting().max()).isEqualTo(20_000);
    assertThat(config.defaultSeller()).isEmpty();
  }

  @Test
  void givesAnAppTimesOfItsOwn() {
    Configured own = Configured.shops().with("orders.apps.main.read-timeout", "60000");
    App app =
        new Sellers(own.config())
            .all().stream()
                .map(Seller::app)
                .filter(each -> each.name().equals("main"))
                .findFirst()
                .orElseThrow();
    assertThat(app.timeouts()).isEqualTo(new Timeouts(Optional.empty(), Optional.of(60_000)));
    assertThat(error(own.with("orders.apps.main.connect-timeout", "0")))
        .isEqualTo("orders.apps.main.connect-timeout is 0: write milliseconds, 1 or more");
  }

  @Test
  void hidesKeysAndTokensWhenPrinted() {
    App app =
        new App(
            "main",
            Protocol.TOP,
            "http://h/",
            "12345678",
            "main-secret",
            SignMethod.MD5,
            new Timeouts(Optional.empty(), Optional.empty()));
    Seller seller = new Seller("shop-1", app, "aliexpress", "session-1");
    TreeMap<String, String> params = new TreeMap<>();
    params.put("order_id", "4711");
    ApiCall call = new ApiCall(app, "session-1", "a.b.get", params);
    assertThat(app).hasToString("App[main]");
    assertThat(seller).hasToString("Seller[shop-1]");
    assertThat(call).hasToString("ApiCall[main a.b.get]");
  }

  private static String error(Configured wrong) {
    ConfigurationError error =
        catchThrowableOfType(ConfigurationError.class, () -> new Sellers(wrong.config()));
    assertThat(error).isNotNull();
    return error.getMessage();
  }
}
