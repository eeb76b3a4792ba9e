package io.orderroutes.events;

import io.orderroutes.events.Json.Items;
import io.orderroutes.events.Json.Mark;
import io.orderroutes.events.Json.Scalar;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an event holds: its content, and the platform's wrapper around it where there is one. */
record Message(MessageKind kind, Fields wrapper, Fields content) {

  private static final List<String> SELLER_IN_CONTENT = List.of("login_id", "seller_id");
  private static final List<String> SELLER_IN_WRAPPER =
      List.of("seller_id", "user_id", "userid", "user_nick", "nick");

  static Message of(Json data) throws InvalidEventException {
    if (data == Mark.NOTHING) {
      return new Message(MessageKind.PLAIN, Fields.none(), Fields.none());
    }
    if (data instanceof Scalar id) {
      var content = new Fields(Map.of("order_id", id));
      return new Message(MessageKind.PLAIN, Fields.none(), content);
    }
    if (data instanceof Fields fields) {
      return of(fields);
    }
    throw new InvalidEventException(
        "an event must be an order id or a JSON object, one per record, not a list or a literal");
  }

  private static Message of(Fields fields) throws InvalidEventException {
    if (fields.has("order_id")) {
      return unwrapped(fields);
    }
    if (fields.has("messages") || fields.has("tmc_message")) {
      return tmc(single(fields));
    }
    if (fields.has("topic") && fields.has("content")) {
      return tmc(fields);
    }
    if (fields.has("message_type") && fields.has("data")) {
      return new Message(MessageKind.WEBHOOK, fields, object("data", fields.get("data")));
    }
    return unwrapped(fields);
  }

  private static Message unwrapped(Fields fields) {
    return new Message(MessageKind.ofContent(fields), Fields.none(), fields);
  }

  private static Fields single(Fields fields) throws InvalidEventException {
    var holder = fields.has("messages") ? object("messages", fields.get("messages")) : fields;
    var messages = holder.get("tmc_message");
    if (messages instanceof Items items) {
      if (items.all().size() != 1) {
        throw new InvalidEventException(
            "tmc_message holds " + items.all().size() + " messages; send one record per message");
      }
      messages = items.all().get(0);
    }
    return object("tmc_message", messages);
  }

  private static Message tmc(Fields wrapper) throws InvalidEventException {
    var topic = wrapper.text("topic");
    if (topic.isEmpty()) {
      throw new InvalidEventException("a TMC message must have a topic and a content");
    }
    var kind = MessageKind.ofTopic(topic.get());
    var content = wrapper.get("content");
    if (content instanceof Scalar text && !text.number()) {
      content = JsonReader.read("content", text.text());
    }
    return new Message(kind, wrapper, object("content", content));
  }

  private static Fields object(String name, Json value) throws InvalidEventException {
    if (value instanceof Fields fields) {
      return fields;
    }
    throw new InvalidEventException(name + " must be a JSON object");
  }

  /** The event's own word for its seller or platform. */
  Optional<String> own(String name) throws InvalidEventException {
    var said = wrapper.has(name) ? wrapper.id(name) : content.id(name);
    return TextRule.NAME.checked(name, said);
  }

  List<String> sellerIds() throws InvalidEventException {
    var ids = new LinkedHashSet<String>();
    if (kind != MessageKind.PLAIN) {
      for (var name : SELLER_IN_CONTENT) {
        content.id(name).ifPresent(ids::add);
      }
      for (var name : SELLER_IN_WRAPPER) {
        wrapper.id(name).ifPresent(ids::add);
      }
    }
    ids.removeIf(String::isBlank);
    return List.copyOf(ids);
  }

  Optional<String> id() throws InvalidEventException {
    return wrapper.text("id");
  }

  Optional<String> type() throws InvalidEventException {
    return wrapper.firstText(List.of("topic", "message_type"));
  }

  Optional<String> time() throws InvalidEventException {
    var sent = wrapper.firstText(List.of("pub_time", "time", "timestamp"));
    return sent.isPresent() || kind != MessageKind.ALIEXPRESS_ORDER
        ? sent
        : content.text("order_change_time");
  }
}
