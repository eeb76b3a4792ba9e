package io.orderroutes.events;

import io.orderroutes.events.Json.Mark;
import io.orderroutes.events.Json.Scalar;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Headers;

/** What stands around an event: a CloudEvent's attributes, or nothing at all. */
record Envelope(
    Optional<String> id,
    Optional<String> type,
    Optional<String> time,
    Optional<String> subject,
    Json data) {

  private static final String VERSION = "specversion";
  private static final String PREFIX = "ce_";

  // the only headers that are ever looked at
  private static final Set<String> ATTRIBUTES = Set.of(VERSION, "id", "type", "subject", "time");

  static Envelope of(Json value, Headers headers) throws InvalidEventException {
    if (value instanceof Fields fields && fields.has(VERSION)) {
      return cloudEvent(fields, data(fields));
    }
    var attributes = attributes(headers);
    return attributes.has(VERSION)
        ? cloudEvent(attributes, value)
        : new Envelope(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), value);
  }

  private static Envelope cloudEvent(Fields attributes, Json data) throws InvalidEventException {
    var version = attributes.text(VERSION).orElse("");
    if (!version.equals("1.0")) {
      throw new InvalidEventException(
          "specversion must be 1.0, not '" + InvalidEventException.shown(version) + "'");
    }
    return new Envelope(
        attributes.text("id"),
        attributes.text("type"),
        attributes.text("time"),
        attributes.id("subject"),
        data);
  }

  private static Json data(Fields event) throws InvalidEventException {
    var data = event.get("data");
    var base64 = event.get("data_base64");
    if (data != Mark.NOTHING && base64 != Mark.NOTHING) {
      throw new InvalidEventException("data and data_base64 are both given; give one of them");
    }
    if (base64 != Mark.NOTHING) {
      return JsonReader.read("data_base64", decoded(base64));
    }
    return data instanceof Scalar text && !text.number()
        ? JsonReader.read("data", text.text())
        : data;
  }

  private static String decoded(Json base64) throws InvalidEventException {
    try {
      if (base64 instanceof Scalar text) {
        return Utf8.text("data_base64", Base64.getDecoder().decode(text.text()));
      }
    } catch (IllegalArgumentException e) {
      // said below, for every value that is no base64
    }
    throw new InvalidEventException("data_base64 must be text in base64");
  }

  private static Fields attributes(Headers headers) throws InvalidEventException {
    var attributes = new HashMap<String, Json>();
    for (var header : headers) {
      var name = header.key();
      if (name.regionMatches(true, 0, PREFIX, 0, PREFIX.length()) && header.value() != null) {
        var attribute = name.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
        if (ATTRIBUTES.contains(attribute) && !attributes.containsKey(attribute)) {
          attributes.put(attribute, new Scalar(Utf8.text(name, header.value()), false));
        }
      }
    }
    return new Fields(attributes);
  }
}
