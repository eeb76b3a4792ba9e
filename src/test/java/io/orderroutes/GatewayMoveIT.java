package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.sandbox.Flow;
import io.orderroutes.simulator.GatewaySimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway's name leads to another address while the old one still answers. */
class GatewayMoveIT {
  private static final String NAME = "gateway.test";
  private static final int ORDERS_MAX = 1000;

  @TempDir private Path dir;

  @Test
  void callsGoToTheNewAddressOnceConnectionsHaveHadTheirTime() throws Exception {
    try (GatewaySimulator old = GatewaySimulator.start(0);
        GatewaySimulator next = GatewaySimulator.start("127.0.0.2", old.port())) {
      leadTo("127.0.0.1");
      // the JDK's own way to resolve names from a file, which it reads anew each time
      Map<String, String> keys =
          Map.of(
              "jdk.net.hosts.file", dir.resolve("hosts").toString(),
              "sun.net.inetaddr.ttl", "1",
              "orders.gateway.connection-lifetime", "1000");
      try (Flow flow = Flow.start("gateway-move", named(old.topUrl()), named(old.iopUrl()), keys)) {
        order(flow, 0);
        assertThat(old.calls()).isPositive();
        assertThat(next.calls()).isZero();
        leadTo("127.0.0.2");
        // one order after the other, over one connection: it never is idle, and gets old
        int orders = 1;
        while (next.calls() == 0 && orders < ORDERS_MAX) {
          order(flow, orders++);
        }
        assertThat(next.calls()).as("after %d orders", orders).isPositive();
        int before = old.calls();
        for (int i = 0; i < 20; i++) {
          order(flow, orders++);
        }
        assertThat(old.calls()).as("nothing goes to the old address").isEqualTo(before);
        assertThat(flow.parked().all()).isEmpty();
        assertThat(flow.documents().all()).hasSize(orders);
      }
    }
  }

  /** An order of Alibaba.com takes one call. */
  private static void order(Flow flow, int number) {
    String order = "MOVE-" + number;
    flow.send(order, "{\"order_id\":\"" + order + "\",\"seller\":\"shop-3\"}");
    assertThat(flow.document(order).path("complete").asBoolean()).isTrue();
  }

  private static String named(String url) {
    return url.replace(URI.create(url).getHost(), NAME);
  }

  private void leadTo(String address) throws IOException {
    String names = address + " " + NAME + "\n127.0.0.1 localhost\n";
    Path fresh = Files.writeString(dir.resolve("hosts-next"), names);
    Files.move(fresh, dir.resolve("hosts"), StandardCopyOption.ATOMIC_MOVE);
  }
}
