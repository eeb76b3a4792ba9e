package io.orderroutes.events;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/** Reads every accepted form of order-ID event: bare id, JSON, CloudEvents, platform messages. */
@Singleton
@Named("orderEvents")
public final class OrderEvents {

  private static final int LARGEST = 1_000_000;

  /**
   * Reads one record. Its key is free for the producer to choose and says nothing; its headers give
   * a CloudEvent's attributes and nothing else.
   */
  public OrderEvent parse(byte[] key, byte[] value, Headers headers) throws InvalidEventException {
    var envelope = Envelope.of(JsonReader.read("the value", text(value)), headers);
    var message = Message.of(envelope.data());
    var content = message.content();
    var platform = first(message.own("platform"), message.kind().platform());
    return new OrderEvent(
        orderId(envelope, message, platform),
        platform,
        message.own("seller"),
        message.sellerIds(),
        content.ids("logistics_order_ids"),
        message.kind().outIds(content),
        TextRule.DIGITS.checked("buyer_id", content.id("buyer_id")),
        first(envelope.id(), message.id()),
        first(envelope.type(), message.type()),
        first(envelope.time(), message.time()));
  }

  private static String text(byte[] value) throws InvalidEventException {
    if (value == null) {
      return "";
    }
    if (value.length > LARGEST) {
      throw new InvalidEventException(
          "the value must be at most " + LARGEST + " bytes; it has " + value.length);
    }
    return Utf8.text("the value", value);
  }

  private static String orderId(Envelope envelope, Message message, Optional<String> platform)
      throws InvalidEventException {
    var id = first(message.kind().orderId(message.content()), envelope.subject());
    if (id.isEmpty()) {
      throw new InvalidEventException(
          "the event names no order; send an order id, JSON with an order_id, a CloudEvent with"
              + " either, or a TMC or webhook message about an order");
    }
    OrderEvent.checkId(platform.orElse(""), id.get());
    return id.get();
  }

  private static Optional<String> first(Optional<String> one, Optional<String> other) {
    return one.isPresent() ? one : other;
  }
}
