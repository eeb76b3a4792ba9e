package io.orderroutes.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderroutes.gateway.Orders;
import io.orderroutes.sellers.Configured;
import io.orderroutes.signing.App;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutagesTest {
  private static final App OTHER =
      new App("other", Orders.APP.protocol(), "http://o/", "k", "s", Orders.APP.signMethod());
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private final Outages outages =
      new Outages(
          Configured.nothing()
              .with("orders.apps.main.gateway", Orders.APP.gateway())
              .with("orders.gateway.dead-after", "2")
              .config());

  @Test
  void aSilentGatewayIsClosedUntilItAnswers() throws Exception {
    outages.silent(Orders.APP, "1", true);
    enter("shop-1");
    outages.silent(Orders.APP, "1", true);
    refuses("shop-1", "gateway http://h/");
    assertThat(outages.isStandstill()).isTrue();
    outages.answered(Orders.APP);
    enter("shop-1");
    assertThat(outages.isStandstill()).isFalse();
  }

  @Test
  void aRefusedTokenStopsItsSellerUntilThereIsAnother() throws Exception {
    refuseTwoOrders();
    refuses("shop-1", "seller shop-1");
    enter("shop-2");
    outages.tokenIs("shop-1", "token-1");
    refuses("shop-1", "seller shop-1");
    outages.tokenIs("shop-1", "token-2");
    enter("shop-1");
  }

  @Test
  void aTokenThatIsTakenAgainOpensItsSeller() throws Exception {
    refuseTwoOrders();
    outages.accepted("shop-1");
    enter("shop-1");
  }

  @Test
  void anAppThatIsRefusedIsClosedUntilACallIsTaken() throws Exception {
    Scope app = Scope.ofApp("main");
    assertThat(refuseApp(true, "25")).isFalse();
    assertThat(refuseApp(true, "25")).isFalse();
    outages.appAccepted(Orders.APP);
    assertThat(refuseApp(true, "25")).as("three in a row").isFalse();
    assertThat(refuseApp(true, "25")).isFalse();
    enter("shop-1");
    assertThat(refuseApp(true, "25")).isTrue();
    assertThat(refuseApp(true, "25")).as("it is known").isFalse();
    refuses("shop-1", "app main");
    refuses("shop-2", "app main");
    assertThat(outages.isStandstill()).isTrue();
    assertThat(outages.isRefused(app, "25")).isTrue();
    assertThat(refuseApp(true, "29")).as("for another reason").isTrue();
    assertThat(outages.isRefused(app, "25")).isFalse();
    assertThat(outages.why(app)).isEqualTo("refused by the platform: 29 (text)");
    outages.appAccepted(Orders.APP);
    enter("shop-1");
    assertThat(outages.isRefused(app, "29")).isFalse();
    assertThat(outages.isStandstill()).isFalse();
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
    return outages.appRefused(Scope.ofApp("main"), "1", first, code, "text");
  }

  @Test
  void ordersStayInMemoryWhileNobodyNeedsIt() {
    outages.silent(OTHER, "1", true);
    outages.silent(OTHER, "1", true);
    Scope silent = Scope.gateway(OTHER);
    long later = System.nanoTime() + AN_HOUR.toNanos();
    assertThat(outages.outlasts(silent, Duration.ofMinutes(59), later)).isFalse();
    outages.full(true);
    assertThat(outages.outlasts(silent, Duration.ofMinutes(59), later)).isTrue();
  }

  @Test
  void ordersLeaveTheMemoryWhenOthersNeedIt() {
    refuseTwoOrders();
    long later = System.nanoTime() + AN_HOUR.toNanos();
    assertThat(lasts(59, later)).isTrue();
    assertThat(lasts(61, later)).as("it is not that old").isFalse();
    outages.silent(Orders.APP, "1", true);
    outages.silent(Orders.APP, "1", true);
    assertThat(lasts(59, later)).as("no gateway answers").isFalse();
  }

  @Test
  void oneOddOrderStopsNoSeller() throws Exception {
    for (int i = 0; i < 20; i++) {
      outages.refused("shop-1", "token-1", "1");
    }
    enter("shop-1");
    outages.accepted("shop-1");
    outages.refused("shop-1", "token-1", "2");
    enter("shop-1");
  }

  private void refuseTwoOrders() {
    outages.refused("shop-1", "token-1", "1");
    outages.refused("shop-1", "token-1", "2");
  }

  private boolean lasts(long minutes, long now) {
    return outages.outlasts(Scope.seller("shop-1"), Duration.ofMinutes(minutes), now);
  }

  private void enter(String seller) throws ClosedException {
    outages.refuse(Orders.APP, seller, System.nanoTime());
  }

  private void refuses(String seller, String scope) {
    assertThatThrownBy(() -> enter(seller))
        .isInstanceOf(ClosedException.class)
        .hasMessage(scope + " is closed");
  }
}
