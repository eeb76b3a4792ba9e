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
 * An access token and, where the platform gave them with it, its refresh token and the moment it
 * ends; as text the token alone, or the JSON that {@code /auth/token/create} answers, with a byte
 * order mark or without.
 */
public record TokenPair(String access, Optional<String> refresh, Optional<Instant> ends) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ZoneOffset PLATFORM = ZoneOffset.ofHours(8);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd['T'][ ]HH:mm[:ss][.SSS][XXX][XX]");
  // more digits would be a moment that no Instant holds
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,14}");

  /** The pair in a text; an access token that is empty where there is none. */
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

  /** Reads an answer of the platform; its numbers come as numbers and as text. */
  public static TokenPair of(JsonNode answer) {
    Optional<Instant> ends =
        number(answer, "expire_time")
            .map(Instant::ofEpochMilli)
            .or(() -> moment(answer.path("expire_time").asText().strip()))
            .or(
                () ->
                    number(answer, "expires_in").map(Duration::ofSeconds).map(Instant.now()::plus));
    return new TokenPair(
        answer.path("access_token").asText().strip(),
        Optional.of(answer.path("refresh_token").asText().strip())
            .filter(token -> !token.isEmpty()),
        ends);
  }

  private static Optional<Long> number(JsonNode answer, String name) {
    String text = answer.path(name).asText().strip();
    return NUMBER.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  /** A text with its offset, or one of the platforms' own, which are in GMT+8. */
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
