package io.orderroutes.events;

import static java.util.Optional.ofNullable;

import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.common.header.Headers;

/** Reads every accepted form of order-ID event: bare id, JSON, CloudEvents, platform messages. */
public final class OrderEvents {

  private static final int LARGEST = 1_000_000;
  private static final String VERSION = "specversion";
  private static final String PREFIX = "ce_";
  private static final Set<String> ATTRIBUTES = Set.of(VERSION, "id", "type", "subject", "time");

  /** Reads one record; its key says nothing, and its headers only a CloudEvent's attributes. */
  public OrderEvent parse(byte[] key, byte[] value, Headers headers) throws InvalidEventException {
    var bytes = value == null ? new byte[0] : value;
    if (bytes.length > LARGEST) {
      throw new InvalidEventException(
          "the value must be at most " + LARGEST + " bytes; it has " + bytes.length);
    }
    var json = JsonReader.read("the value", JsonReader.text("the value", bytes));
    return json instanceof Fields fields && fields.has(VERSION)
        ? event(data(fields), fields)
        : event(json, attributes(headers));
  }

  private static Object data(Fields event) throws InvalidEventException {
    var data = event.get("data");
    var base64 = event.get("data_base64");
    if (base64 == null) {
      return event.json("data");
    }
    if (data != null) {
      throw new InvalidEventException("data and data_base64 are both given; give one of them");
    }
    try {
      var bytes = Base64.getDecoder().decode(base64 instanceof String text ? text : "no base64");
      return JsonReader.read("data_base64", JsonReader.text("data_base64", bytes));
    } catch (IllegalArgumentException e) {
      throw new InvalidEventException("data_base64 must be text in base64");
    }
  }

  private static Fields attributes(Headers headers) throws InvalidEventException {
    var attributes = new HashMap<String, Object>();
    for (var header : headers) {
      var name = header.key().toLowerCase(Locale.ROOT);
      var attribute = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "";
      if (ATTRIBUTES.contains(attribute)
          && header.value() != null
          && !attributes.containsKey(attribute)) {
        attributes.put(attribute, JsonReader.text(header.key(), header.value()));
      }
    }
    return attributes.containsKey(VERSION) ? new Fields(attributes) : Fields.NONE;
  }

  private static OrderEvent event(Object data, Fields attributes) throws InvalidEventException {
    checkVersion(attributes);
    var id = attributes.text("id");
    var type = attributes.text("type");
    var time = attributes.text("time");
    var subject = attributes.id("subject");
    var message = Message.of(data);
    var content = message.content();
    var wrapper = message.wrapper();
    var platform = first(message.own("platform"), message.kind().platform());
    var orderId = first(content.id(message.kind().orderId()), subject);
    if (orderId == null) {
      throw new InvalidEventException(
          "the event names no order; send an order id, JSON with an order_id, a CloudEvent with"
              + " either, or a TMC or webhook message about an order");
    }
    OrderEvent.checkId(first(platform, ""), orderId);
    return new OrderEvent(
        orderId,
        ofNullable(platform),
        ofNullable(message.own("seller")),
        message.sellerIds(),
        content.ids("logistics_order_ids"),
        message.outIds(),
        ofNullable(content.id("buyer_id", TextRule.DIGITS)),
        ofNullable(first(id, wrapper.text("id"))),
        ofNullable(first(type, wrapper.text("topic", "message_type"))),
        ofNullable(first(time, message.time())));
  }

  private static void checkVersion(Fields attributes) throws InvalidEventException {
    var version = attributes.has(VERSION) ? first(attributes.text(VERSION), "") : "1.0";
    if (!version.equals("1.0")) {
      throw new InvalidEventException(
          "specversion must be 1.0, not '" + InvalidEventException.shown(version) + "'");
    }
  }

  private static String first(String one, String other) {
    return one == null ? other : one;
  }
}
