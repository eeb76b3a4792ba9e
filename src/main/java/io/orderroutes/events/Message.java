package io.orderroutes.events;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** What an event holds: its content, and the platform's wrapper around it where there is one. */
record Message(Kind kind, Fields wrapper, Fields content) {

  /** Whose platform a message is about, or null, and where it keeps the order id. */
  record Kind(String platform, String orderId) {}

  private static final Kind PLAIN = new Kind(null, "order_id");
  private static final Kind ALIEXPRESS_ORDER = new Kind("aliexpress", "order_id");
  private static final Kind ALIEXPRESS_TRADE = new Kind("aliexpress-trade", "trade_order_id");
  private static final Kind ALIBABA_TRADE = new Kind("alibaba", "trade_id");
  private static final List<String> SELLER_IN_WRAPPER =
      List.of("seller_id", "user_id", "userid", "user_nick", "nick");

  static Message of(Object data) throws InvalidEventException {
    if (data instanceof List || data == JsonReader.ODD) {
      throw new InvalidEventException(
          "an event must be an order id or a JSON object, one per record, not a list or a literal");
    }
    if (data instanceof Fields fields && !fields.has("order_id")) {
      if (fields.has("messages") || fields.has("tmc_message")) {
        return tmc(single(fields));
      }
      if (fields.has("topic") && fields.has("content")) {
        return tmc(fields);
      }
      if (fields.has("message_type") && fields.has("data")) {
        var content = object("data", fields.get("data"));
        // sent by several platforms in one shape: the seller decides which
        var orderId = content.has("order_id") ? "order_id" : "trade_order_id";
        return new Message(new Kind(null, orderId), fields, content);
      }
    }
    if (data == null || data instanceof Fields) {
      return unwrapped(data == null ? Fields.NONE : (Fields) data);
    }
    return unwrapped(new Fields(Map.of("order_id", data)));
  }

  private static Message unwrapped(Fields content) {
    var kind = PLAIN;
    if (content.has("order_id")) {
      boolean changed = content.has("current_status") || content.has("order_change_time");
      kind = changed ? ALIEXPRESS_ORDER : PLAIN;
    } else if (content.has("trade_order_id")) {
      kind = ALIEXPRESS_TRADE;
    } else if (content.has("trade_id")) {
      kind = ALIBABA_TRADE;
    }
    return new Message(kind, Fields.NONE, content);
  }

  private static Fields single(Fields fields) throws InvalidEventException {
    var holder = fields.has("messages") ? object("messages", fields.get("messages")) : fields;
    var message = holder.get("tmc_message");
    if (message instanceof List<?> messages) {
      if (messages.size() != 1) {
        throw new InvalidEventException(
            "tmc_message holds " + messages.size() + " messages; send one record per message");
      }
      message = messages.get(0);
    }
    return object("tmc_message", message);
  }

  private static Message tmc(Fields wrapper) throws InvalidEventException {
    var topic = wrapper.text("topic");
    if (topic == null) {
      throw new InvalidEventException("a TMC message must have a topic and a content");
    }
    return new Message(kind(topic), wrapper, object("content", wrapper.json("content")));
  }

  private static Kind kind(String topic) throws InvalidEventException {
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

  private static Fields object(String name, Object value) throws InvalidEventException {
    if (value instanceof Fields fields) {
      return fields;
    }
    throw new InvalidEventException(name + " must be a JSON object");
  }

  /** The event's own word for its seller or platform. */
  String own(String name) throws InvalidEventException {
    return (wrapper.has(name) ? wrapper : content).id(name, TextRule.NAME);
  }

  List<String> sellerIds() throws InvalidEventException {
    var ids = new LinkedHashSet<String>();
    if (wrapper != Fields.NONE || kind != PLAIN) {
      for (var name : List.of("login_id", "seller_id")) {
        ids.add(content.id(name));
      }
      for (var name : SELLER_IN_WRAPPER) {
        ids.add(wrapper.id(name));
      }
    }
    ids.removeIf(id -> id == null || id.isBlank());
    return List.copyOf(ids);
  }

  List<String> outIds() throws InvalidEventException {
    if (kind != ALIEXPRESS_TRADE) {
      return content.ids("out_ids");
    }
    // every member of this message is a text, so having no out id is an empty one
    return content.text("out_id") == null ? List.of() : content.ids("out_id");
  }

  String time() throws InvalidEventException {
    var sent = wrapper.text("pub_time", "time", "timestamp");
    boolean sentAtChange = sent == null && kind == ALIEXPRESS_ORDER;
    return sentAtChange ? content.text("order_change_time") : sent;
  }
}
