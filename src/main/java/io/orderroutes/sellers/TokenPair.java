package io.orderroutes.sellers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An access token, and its refresh token and expiry where the platform gave them. As text: the
 * token alone, or the JSON response of {@code /auth/token/create}, with or without a byte order
 * mark.
 */
public record TokenPair(String access, Optional<String> refresh, Optional<Instant> ends) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ZoneOffset PLATFORM = ZoneOffset.ofHours(8);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd['T'][ ]HH:mm[:ss][.SSS][XXX][XX]");
  // more digits would exceed the range of Instant
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,14}");

  /** Reads a text; the access token is empty where there is none. */
  static TokenPair read(String text) {
    String stripped = text.replaceFirst("^\uFEFF", "").strip();
    if (!stripped.startsWith("{")) {
      return new TokenPair(stripped, Optional.empty(), Optional.empty());
    }
    try {
      return of(JSON.readTree(stripped));
    } catch (JsonProcessingException e) {
      return new TokenPair("", Optional.empty(), Optional.empty());
    }
  }

  /** Reads a response of the platform; numbers may be JSON numbers or texts. */
  public static TokenPair of(JsonNode response) {
    Optional<Instant> ends =
        number(response, "expire_time")
            .map(Instant::ofEpochMilli)
            .or(() -> moment(response.path("expire_time").asText().strip()))
            .or(
                () ->
                    number(response, "expires_in")
                        .map(Duration::ofSeconds)
                        .map(Instant.now()::plus));
    return new TokenPair(
        response.path("access_token").asText().strip(),
        Optional.of(response.path("refresh_token").asText().strip())
            .filter(token -> !token.isEmpty()),
        ends);
  }

  private static Optional<Long> number(JsonNode response, String name) {
    String text = response.path(name).asText().strip();
    return NUMBER.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  /** A time with its offset, or one without, which is in GMT+8. */
  private static Optional<Instant> moment(String text) {
    try {
      TemporalAccessor moment = MOMENT.parse(text);
      return Optional.of(
          moment.isSupported(ChronoField.INSTANT_SECONDS)
              ? Instant.from(moment)
              : LocalDateTime.from(moment).toInstant(PLATFORM));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  String json() {
    var pair = JSON.createObjectNode().put("access_token", access);
    refresh.ifPresent(token -> pair.put("refresh_token", token));
    ends.ifPresent(moment -> pair.put("expire_time", moment.toEpochMilli()));
    return pair.toPrettyString() + "\n";
  }

  @Override
  public String toString() {
    return "TokenPair[ends " + ends.map(Instant::toString).orElse("unknown") + "]";
  }
}
