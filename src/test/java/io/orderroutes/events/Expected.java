package io.orderroutes.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** An order event written out by hand, and the ways in which tests have one read. */
final class Expected {
  static final OrderEvents EVENTS = new OrderEvents(EventForms.packaged());

  private final String orderId;
  private String platform;
  private String seller;
  private List<String> sellerIds = List.of();
  private List<String> logisticsOrderIds = List.of();
  private List<String> outIds = List.of();
  private String buyerId;
  private String eventId;
  private String eventType;
  private String eventTime;

  private Expected(String orderId) {
    this.orderId = orderId;
  }

  static Expected order(String orderId) {
    return new Expected(orderId);
  }

  static OrderEvent parse(String value) throws Exception {
    return parse(value, new RecordHeaders());
  }

  static OrderEvent parse(String value, Headers headers) throws Exception {
    return parse(value == null ? null : value.getBytes(UTF_8), headers);
  }

  static OrderEvent parse(byte[] value, Headers headers) throws Exception {
    return EVENTS.read(EventSource.of("order-events", value, headers)).event().orElseThrow();
  }

  static Headers headers(String... namesAndValues) {
    var headers = new RecordHeaders();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1].getBytes(UTF_8));
    }
    return headers;
  }

  Expected platform(String name) {
    platform = name;
    return this;
  }

  Expected seller(String name) {
    seller = name;
    return this;
  }

  Expected sellerIds(String... ids) {
    sellerIds = List.of(ids);
    return this;
  }

  Expected logistics(String... ids) {
    logisticsOrderIds = List.of(ids);
    return this;
  }

  Expected outIds(String... ids) {
    outIds = List.of(ids);
    return this;
  }

  Expected buyer(String id) {
    buyerId = id;
    return this;
  }

  Expected event(String id, String type, String time) {
    eventId = id;
    eventType = type;
    eventTime = time;
    return this;
  }

  OrderEvent event() {
    return new OrderEvent(
        orderId,
        Optional.ofNullable(platform),
        Optional.ofNullable(seller),
        sellerIds,
        logisticsOrderIds,
        outIds,
        Optional.ofNullable(buyerId),
        Optional.ofNullable(eventId),
        Optional.ofNullable(eventType),
        Optional.ofNullable(eventTime));
  }
}
