package io.orderroutes.events;

import java.util.List;
import java.util.Optional;

/** The messages that name an order: where each keeps the order id, and whose platform it is. */
enum MessageKind {
  PLAIN("", "order_id"),
  ALIEXPRESS_ORDER("aliexpress", "order_id"),
  ALIEXPRESS_TRADE("aliexpress-trade", "trade_order_id"),
  ALIBABA_TRADE("alibaba", "trade_id"),
  // sent by several platforms in one shape: the seller decides which
  WEBHOOK("", "order_id", "trade_order_id");

  private final String platform;
  private final List<String> orderIds;

  MessageKind(String platform, String... orderIds) {
    this.platform = platform;
    this.orderIds = List.of(orderIds);
  }

  Optional<String> platform() {
    return platform.isEmpty() ? Optional.empty() : Optional.of(platform);
  }

  Optional<String> orderId(Fields message) throws InvalidEventException {
    for (var name : orderIds) {
      if (message.has(name)) {
        return message.id(name);
      }
    }
    return Optional.empty();
  }

  List<String> outIds(Fields message) throws InvalidEventException {
    if (this != ALIEXPRESS_TRADE) {
      return message.ids("out_ids");
    }
    // every member of this message is a text, so having no out id is an empty one
    return message.text("out_id").isPresent() ? message.ids("out_id") : List.of();
  }

  static MessageKind ofContent(Fields content) {
    if (content.has("order_id")) {
      return content.has("current_status") || content.has("order_change_time")
          ? ALIEXPRESS_ORDER
          : PLAIN;
    }
    if (content.has("trade_order_id")) {
      return ALIEXPRESS_TRADE;
    }
    return content.has("trade_id") ? ALIBABA_TRADE : PLAIN;
  }

  static MessageKind ofTopic(String topic) throws InvalidEventException {
    if (topic.startsWith("aliexpress_order_")) {
      return ALIEXPRESS_ORDER;
    }
    return switch (topic) {
      case "aliexpress_trade_OrderNotify" -> ALIEXPRESS_TRADE;
      case "icbu_trade_OrderNotify" -> ALIBABA_TRADE;
      default ->
          throw new InvalidEventException(
              "topic '"
                  + InvalidEventException.shown(topic)
                  + "' is not about orders we know; accepted are aliexpress_order_*,"
                  + " aliexpress_trade_OrderNotify and icbu_trade_OrderNotify");
    };
  }
}
