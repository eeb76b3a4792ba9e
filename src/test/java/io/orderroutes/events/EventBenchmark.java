package io.orderroutes.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reading one event, in the forms that are most common. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventBenchmark {
  static final Map<String, String> VALUES =
      Map.of(
          "id",
          "1100040120015434",
          "json",
          "{\"order_id\":\"1100040120015434\",\"platform\":\"aliexpress\",\"seller\":\"shop-1\","
              + "\"logistics_order_ids\":[\"BP10000000018002\"]}",
          "cloudevent",
          "{\"specversion\":\"1.0\",\"id\":\"e-1\",\"source\":\"/shop\",\"type\":\"order.paid\","
              + "\"time\":\"2026-01-02T03:04:05Z\",\"data\":{\"order_id\":\"1100040120015434\"}}",
          "tmc",
          "{\"id\":4160600490938325004,\"topic\":\"aliexpress_order_InCancel\",\"user_id\":123,"
              + "\"pub_time\":\"2017-06-25 17:02:13\",\"content\":"
              + "\"{\\\"order_id\\\":\\\"123456789\\\",\\\"login_id\\\":\\\"aeseller\\\"}\"}");

  private final OrderEvents events = new OrderEvents(EventForms.packaged());
  private final RecordHeaders headers = new RecordHeaders();

  @Param({"id", "json", "cloudevent", "tmc"})
  public String form;

  @Benchmark
  public OrderEvent read() throws Exception {
    byte[] value = VALUES.get(form).getBytes(UTF_8);
    return events.read(EventSource.of("order-events", value, headers)).event().orElseThrow();
  }
}
