package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.sandbox.Flow;
import io.orderroutes.simulator.GatewaySimulator;
import io.orderroutes.simulator.GatewaySimulator.Call;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of the newer protocol that end. */
class TokenRefreshIT {
  private static final String REFRESH = "/auth/token/refresh";
  private static final Duration DAY = Duration.ofDays(1);

  private final GatewaySimulator gateway = GatewaySimulator.start(0);
  private Path token;
  private Flow flow;

  @BeforeEach
  void writeToken(@TempDir Path dir) throws Exception {
    token = dir.resolve("shop-3");
  }

  @AfterEach
  void stop() throws Exception {
    if (flow != null) {
      flow.close();
    }
    gateway.close();
  }

  private void start(String pair) throws Exception {
    Files.writeString(token, pair);
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r-----"));
    flow =
        Flow.start(
            "tokens",
            gateway.topUrl(),
            gateway.iopUrl(),
            Map.of(
                "orders.sellers.shop-3.session", "",
                "orders.sellers.shop-3.session-file", token.toString(),
                "orders.tokens.check-every", "200",
                "orders.tokens.refresh-before", "3600000"));
  }

  @Test
  void aTokenNearItsEndIsRefreshedOnceUnderLoad() throws Exception {
    start(gateway.giveToken(Duration.ofMinutes(5), DAY));
    List<String> orders = send(0, 300);
    Flow.await(() -> gateway.calls(REFRESH) > 0);
    List<String> more = send(300, 300);
    flow.awaitDocuments(orders);
    flow.awaitDocuments(more);
    assertThat(flow.parked().all()).isEmpty();
    assertThat(gateway.calls(REFRESH)).isEqualTo(1);
    assertThat(gateway.log().stream().map(Call::session)).contains("sandbox-access-2");
    assertThat(Files.readString(token)).contains("sandbox-access-2", "sandbox-refresh-2");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
        .isEqualTo("rw-r-----");
    assertThat(Files.readString(flow.service().log()))
        .contains("seller shop-3: the token was renewed")
        .doesNotContain("sandbox-access-", "sandbox-refresh-");
  }

  @Test
  void aDeadRefreshTokenStopsItsSellerOnly() throws Exception {
    String dead = gateway.giveToken(Duration.ofMinutes(5), DAY);
    gateway.revokeTokens();
    start(dead);
    List<String> stopped = send(0, 40);
    List<String> served = IntStream.range(0, 40).mapToObj(i -> "19" + i).toList();
    served.forEach(order -> flow.sendSoon(order, order));
    flow.flush();
    flow.awaitDocuments(served);
    Flow.await(() -> gateway.calls(REFRESH) > 1);
    assertThat(flow.health("ready").toString())
        .contains("token of seller shop-3", "IllegalRefreshToken");
    assertThat(flow.metrics())
        .contains("orders_token_refreshes_total{outcome=\"failed\",seller=\"shop-3\"}");
    assertThat(Files.readString(flow.service().log()).lines())
        .filteredOn(line -> line.contains("shop-3: the token could not be renewed"))
        .hasSize(1);
    Files.writeString(token, gateway.giveToken(DAY, DAY));
    flow.awaitDocuments(stopped);
    assertThat(flow.parked().all()).isEmpty();
  }

  private List<String> send(int from, int count) {
    List<String> orders = IntStream.range(from, from + count).mapToObj(i -> "ALI-" + i).toList();
    orders.forEach(
        order -> flow.sendSoon(order, "{\"order_id\":\"" + order + "\",\"seller\":\"shop-3\"}"));
    flow.flush();
    return orders;
  }
}
