package io.orderroutes.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderroutes.gateway.TestOrders;
import io.orderroutes.sellers.Configured;
import io.orderroutes.signing.App;
import io.orderroutes.signing.Timeouts;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CircuitBreakersTest {
  private static final App OTHER =
      new App(
          "other",
          TestOrders.APP.protocol(),
          "http://o/",
          "k",
          "s",
          TestOrders.APP.signMethod(),
          new Timeouts(Optional.empty(), Optional.empty()));
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private final CircuitBreakers breakers =
      new CircuitBreakers(
          Configured.nothing()
              .with("orders.apps.main.gateway", TestOrders.APP.gateway())
              .with("orders.gateway.dead-after", "2")
              .config());

  @Test
  void aSilentGatewayIsClosedUntilItAnswers() throws Exception {
    breakers.unresponsive(TestOrders.APP, "1", true);
    enter("shop-1");
    breakers.unresponsive(TestOrders.APP, "1", true);
    refuses("shop-1", "gateway http://h/");
    assertThat(breakers.isStandstill()).isTrue();
    breakers.answered(TestOrders.APP);
    enter("shop-1");
    assertThat(breakers.isStandstill()).isFalse();
  }

  @Test
  void aRefusedTokenStopsItsSellerUntilThereIsAnother() throws Exception {
    refuseTwoOrders();
    refuses("shop-1", "seller shop-1");
    enter("shop-2");
    breakers.tokenIs("shop-1", "token-1");
    refuses("shop-1", "seller shop-1");
    breakers.tokenIs("shop-1", "token-2");
    enter("shop-1");
  }

  @Test
  void aTokenThatIsTakenAgainOpensItsSeller() throws Exception {
    refuseTwoOrders();
    breakers.accepted("shop-1");
    enter("shop-1");
  }

  @Test
  void anAppThatIsRefusedIsClosedUntilACallIsTaken() throws Exception {
    Scope app = Scope.ofApp("main");
    assertThat(refuseApp(true, "25")).isFalse();
    assertThat(refuseApp(true, "25")).isFalse();
    breakers.appAccepted(TestOrders.APP);
    assertThat(refuseApp(true, "25")).as("three in a row").isFalse();
    assertThat(refuseApp(true, "25")).isFalse();
    enter("shop-1");
    assertThat(refuseApp(true, "25")).isTrue();
    assertThat(refuseApp(true, "25")).as("it is known").isFalse();
    refuses("shop-1", "app main");
    refuses("shop-2", "app main");
    assertThat(breakers.isStandstill()).isTrue();
    assertThat(breakers.isRefused(app, "25")).isTrue();
    assertThat(refuseApp(true, "29")).as("for another reason").isTrue();
    assertThat(breakers.isRefused(app, "25")).isFalse();
    assertThat(breakers.why(app)).isEqualTo("refused by the platform: 29 (text)");
    breakers.appAccepted(TestOrders.APP);
    enter("shop-1");
    assertThat(breakers.isRefused(app, "29")).isFalse();
    assertThat(breakers.isStandstill()).isFalse();
  }

  /** It tells of a single API: the order's first call was taken. */
  @Test
  void aLaterCallOfAnOrderClosesNoApp() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(refuseApp(false, "isv.app-unauthorized")).isFalse();
    }
    enter("shop-1");
  }

  private boolean refuseApp(boolean first, String code) {
    return breakers.appRefused(Scope.ofApp("main"), "1", first, code, "text");
  }

  @Test
  void ordersStayInMemoryWhileNobodyNeedsIt() {
    breakers.unresponsive(OTHER, "1", true);
    breakers.unresponsive(OTHER, "1", true);
    Scope silent = Scope.gateway(OTHER);
    long later = System.nanoTime() + AN_HOUR.toNanos();
    assertThat(breakers.outlasts(silent, Duration.ofMinutes(59), later)).isFalse();
    breakers.full(true);
    assertThat(breakers.outlasts(silent, Duration.ofMinutes(59), later)).isTrue();
  }

  @Test
  void ordersLeaveTheMemoryWhenOthersNeedIt() {
    refuseTwoOrders();
    long later = System.nanoTime() + AN_HOUR.toNanos();
    assertThat(lasts(59, later)).isTrue();
    assertThat(lasts(61, later)).as("it is not that old").isFalse();
    breakers.unresponsive(TestOrders.APP, "1", true);
    breakers.unresponsive(TestOrders.APP, "1", true);
    assertThat(lasts(59, later)).as("no gateway answers").isFalse();
  }

  @Test
  void oneOddOrderStopsNoSeller() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(refuse("1", true)).isFalse();
    }
    enter("shop-1");
    breakers.accepted("shop-1");
    assertThat(refuse("2", true)).isFalse();
    enter("shop-1");
  }

  /** Else a few such orders would keep their seller, and themselves, waiting for ever. */
  @Test
  void ordersThatWereRefusedWhileOthersWereServedCloseNoSeller() throws Exception {
    refuse("1", true);
    breakers.accepted("shop-1");
    refuse("2", true);
    breakers.accepted("shop-1");
    for (int i = 0; i < 10; i++) {
      assertThat(refuse("1", true)).isFalse();
      assertThat(refuse("2", true)).isFalse();
    }
    enter("shop-1");
    assertThat(refuse("3", true)).isFalse();
    assertThat(refuse("4", true)).as("nothing is known against these").isTrue();
    assertThat(refuse("1", true)).as("it waits like the others").isTrue();
    breakers.tokenIs("shop-1", "token-2");
    assertThat(breakers.refused("shop-1", "token-2", "1", true)).isFalse();
    assertThat(breakers.refused("shop-1", "token-2", "2", true)).as("of another token").isTrue();
  }

  /** It tells of a single API: the order's first call was taken. */
  @Test
  void aLaterCallOfAnOrderClosesNoSeller() throws Exception {
    assertThat(refuse("1", false)).isFalse();
    assertThat(refuse("2", false)).isFalse();
    enter("shop-1");
    refuse("1", true);
    assertThat(refuse("2", true)).isTrue();
    assertThat(refuse("3", false)).as("its token ended meanwhile").isTrue();
  }

  private boolean refuse(String order, boolean first) {
    return breakers.refused("shop-1", "token-1", order, first);
  }

  private void refuseTwoOrders() {
    refuse("1", true);
    refuse("2", true);
  }

  private boolean lasts(long minutes, long now) {
    return breakers.outlasts(Scope.seller("shop-1"), Duration.ofMinutes(minutes), now);
  }

  private void enter(String seller) throws CallNotPermittedException {
    breakers.refuse(TestOrders.APP, seller, System.nanoTime());
  }

  private void refuses(String seller, String scope) {
    assertThatThrownBy(() -> enter(seller))
        .isInstanceOf(CallNotPermittedException.class)
        .hasMessage(scope + " is closed");
  }
}
