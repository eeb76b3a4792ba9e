package io.orderroutes.mappings;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** When a platform's date text was: texts without an offset are of the platform's zone. */
final class SourceTime {
  /** The usual form alone: every optional part costs a copy of what is parsed so far. */
  private static final DateTimeFormatter USUAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd['T'][ ]HH:mm[:ss][.SSS][XXX][XX]")
          .withResolverStyle(ResolverStyle.STRICT);

  /** What Alibaba.com calls {@code MMM. d, yyyy, HH:mm:ss z.} */
  private static final DateTimeFormatter WORDS =
      DateTimeFormatter.ofPattern("MMM. d, uuuu, HH:mm:ss z.", Locale.US)
          .withResolverStyle(ResolverStyle.STRICT);

  private SourceTime() {}

  /**
   * Nothing for an impossible date, and for an hour that the clocks skip in spring; the hour that
   * they repeat in autumn is the first of the two.
   */
  static Optional<Instant> utc(String text, ZoneId zone) {
    try {
      TemporalAccessor time = form(text).parse(text);
      return time.isSupported(ChronoField.INSTANT_SECONDS)
          ? Optional.of(Instant.from(time))
          : at(LocalDateTime.from(time), zone);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static DateTimeFormatter form(String text) {
    if (text.length() == 19 && text.charAt(10) == ' ') {
      return USUAL;
    }
    return text.endsWith(".") ? WORDS : TEXT;
  }

  private static Optional<Instant> at(LocalDateTime local, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    return offsets.isEmpty() ? Optional.empty() : Optional.of(local.toInstant(offsets.get(0)));
  }
}
