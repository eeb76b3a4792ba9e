package io.orderroutes.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderroutes.config.OrdersConfig;
import io.orderroutes.events.EventForms;
import io.orderroutes.events.OrderEvents;
import io.orderroutes.events.ParkedException;
import io.orderroutes.kafka.EventRecord;
import io.orderroutes.kafka.RetryHeaders;
import io.orderroutes.sellers.Configured;
import io.orderroutes.sellers.Sellers;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class EventResolverTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  private List<Task> tasks(Configured configured, String value) {
    return resolver(configured).tasks(record(value));
  }

  private EventResolver resolver(Configured configured) {
    OrdersConfig config = configured.config();
    return new EventResolver(
        config,
        new OrderEvents(EventForms.packaged()),
        new Sellers(config),
        null,
        new RouteGroups(null, config),
        meters);
  }

  private static EventRecord record(String value) {
    return new EventRecord(
        new TopicPartition("order-events", 1),
        7,
        null,
        value == null ? null : value.getBytes(UTF_8),
        new RecordHeaders(),
        RetryHeaders.first("order-events", 1, 7, 1));
  }

  private double skipped() {
    return meters.get("orders.tombstones").tag("topic", "order-events").counter().count();
  }

  private static String refusal(Task task) {
    ParkedException refused = (ParkedException) task.refusal().orElseThrow();
    return refused.reason() + ": " + refused.getMessage();
  }

  @Test
  void aTombstoneIsSkippedAndCounted() {
    assertThat(tasks(Configured.nothing(), null)).isEmpty();
    assertThat(tasks(Configured.nothing(), "{\"order_id\":1,\"__deleted\":\"true\"}")).isEmpty();
    assertThat(skipped()).isEqualTo(2);
  }

  @Test
  void aTombstoneIsParkedWhereThatIsConfigured() {
    Configured parks = Configured.nothing().with("orders.events.tombstones", "park");
    assertThat(tasks(parks, null))
        .singleElement()
        .satisfies(
            task ->
                assertThat(refusal(task)).startsWith("event-invalid: the record is a tombstone"));
  }

  @Test
  void tombstonesAmongSeveralEventsCountAsEnded() {
    String deleted = "{\"op\":\"d\",\"before\":{\"order_id\":1}}";
    assertThat(tasks(Configured.nothing(), "[" + deleted + "," + deleted + "]")).isEmpty();
    List<Task> rest = tasks(Configured.nothing(), "[" + deleted + ",{\"x\":1}," + deleted + ",{}]");
    assertThat(rest)
        .extracting(task -> task.record().retryHeaders().element())
        .containsExactly(2, 4);
    assertThat(rest.get(0).record().ended()).isFalse();
    assertThat(rest.get(1).record().ended()).isTrue();
    assertThat(skipped()).isEqualTo(4);
  }

  @Test
  void tombstonesOfARecordThatIsReadAgainCountOnce() {
    EventResolver resolver = resolver(Configured.nothing());
    EventRecord record =
        record("[{\"op\":\"d\"},{\"x\":1},{\"order_id\":1,\"__deleted\":\"true\"}]");
    List<Task> before = resolver.tasks(record);
    double counted = skipped();
    assertThat(resolver.tasksAgain(record)).hasSameSizeAs(before);
    assertThat(counted).isPositive();
    assertThat(skipped()).isEqualTo(counted);
  }

  /** Each has a key of its own, so that one does not wait for the other. */
  @Test
  void eachEventOfSeveralIsRefusedForItself() {
    List<Task> tasks = tasks(Configured.nothing(), "[{\"x\":1},\"7\",[1,2]]");
    assertThat(tasks)
        .extracting(EventResolverTest::refusal)
        .allSatisfy(why -> assertThat(why).isNotBlank());
    assertThat(tasks).extracting(Task::key).doesNotHaveDuplicates().hasSize(3);
    assertThat(refusal(tasks.get(0))).startsWith("event-invalid: the event names no order");
    assertThat(refusal(tasks.get(1))).startsWith("seller-unknown: ");
    assertThat(refusal(tasks.get(2))).startsWith("event-invalid: the form list holds a list");
  }
}
