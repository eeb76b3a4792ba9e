package io.orderroutes.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.events.EventForms;
import io.orderroutes.events.OrderEvents;
import io.orderroutes.parked.Parked;
import io.orderroutes.parked.ParkedEventReader;
import io.orderroutes.sellers.Configured;
import io.orderroutes.sellers.Sellers;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The record is parked at 03:04:05 as api-rejected, code 15, isv.one, by some.api. */
class ReplaysTest {
  private static final Sellers SELLERS =
      Configured.shops().with("orders.default-seller", "shop-2").sellers();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--all",
        "--reason=api-rejected",
        "--code=15",
        "--code=isv.one",
        "--api=some.api",
        "--from=2026-01-02T03:04:05Z",
        "--to=2026-01-02T03:04:05.001Z",
        "--reason=api-rejected --code=15 --seller=shop-2"
      })
  void selects(String options) {
    assertThat(selected(options, "1100040120015434")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--reason=api",
        "--code=1",
        "--api=other.api",
        "--from=2026-01-02T03:04:05.001Z",
        "--to=2026-01-02T03:04:05Z",
        "--seller=shop-1",
        "--reason=api-rejected --code=16"
      })
  void leavesOut(String options) {
    assertThat(selected(options, "1100040120015434")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"order_id\":\"1\",\"seller\":\"shop-1\"}",
        "{\"order_id\":\"1\",\"login_id\":\"aeseller\",\"current_status\":\"FINISH\"}"
      })
  void findsTheSellerAsTheServiceDoes(String value) {
    assertThat(selected("--seller=shop-1", value)).isTrue();
    assertThat(selected("--seller=shop-2", value)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"order_id\":\"1\",\"seller\":\"gone\"}"})
  void findsASellerThatIsNoLongerConfigured(String value) {
    assertThat(selected("--seller=gone", value)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}"})
  void anEventThatIsNoneHasNoSeller(String value) {
    assertThat(selected("--seller=shop-2", value)).isFalse();
    assertThat(selected("--all", value)).isTrue();
  }

  private static boolean selected(String options, String value) {
    String[] args =
        Stream.concat(Stream.of("replay"), Stream.of(options.split(" "))).toArray(String[]::new);
    return new Replays(
            new ParkedEventReader(
                SELLERS, new OrderEvents(EventForms.packaged()), ConfigProvider.getConfig()),
            Configured.nothing().config())
        .selected(ReplayOptions.of(args), Parked.event(value).read().orElseThrow());
  }
}
