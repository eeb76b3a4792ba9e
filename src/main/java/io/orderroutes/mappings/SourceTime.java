package io.orderroutes.mappings;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Parses the platforms' date texts. A text without an offset is in the platform's time zone. */
final class SourceTime {
  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd['T'][ ]HH:mm[:ss][.SSS][XXX][XX]")
          .withResolverStyle(ResolverStyle.STRICT);

  /** The format that Alibaba.com calls {@code MMM. d, yyyy, HH:mm:ss z.} */
  private static final DateTimeFormatter WORDS =
      DateTimeFormatter.ofPattern("MMM. d, uuuu, HH:mm:ss z.", Locale.US)
          .withResolverStyle(ResolverStyle.STRICT);

  private SourceTime() {}

  /** Milliseconds since the epoch, in up to 15 digits; some gateways write them as a text. */
  static Optional<Instant> ofMillis(String digits) {
    int length = digits.length();
    boolean number =
        length > 0 && length <= 15 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Optional.of(Instant.ofEpochMilli(Long.parseLong(digits))) : Optional.empty();
  }

  /**
   * Empty for an impossible date, and for the hour that clocks skip in spring. In the hour that
   * they repeat in autumn, the first one counts.
   */
  static Optional<Instant> utc(String text, ZoneId zone) {
    try {
      if (isUsual(text)) {
        return at(usual(text), zone);
      }
      if (text.endsWith(".")) {
        return Optional.of(words(text));
      }
      TemporalAccessor time = TEXT.parse(text);
      return time.isSupported(ChronoField.INSTANT_SECONDS)
          ? Optional.of(Instant.from(time))
          : at(LocalDateTime.from(time), zone);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** In the repeated hour, PDT and PST tell the two apart. */
  private static Instant words(String text) {
    ZonedDateTime first = ZonedDateTime.parse(text, WORDS);
    ZonedDateTime second = first.withLaterOffsetAtOverlap();
    return (WORDS.format(second).equals(text) ? second : first).toInstant();
  }

  /** The same as {@link Instant#toString}, in less time. */
  static String text(Instant utc) {
    String text = LocalDateTime.ofInstant(utc, ZoneOffset.UTC).toString();
    boolean whole = utc.getEpochSecond() % 60 == 0 && utc.getNano() == 0;
    return text + (whole ? ":00Z" : "Z");
  }

  /** Whether the text is like {@code 2024-03-01 12:30} or {@code 2024-03-01 12:30:59}. */
  private static boolean isUsual(String text) {
    int length = text.length();
    return (length == 16 || length == 19 && text.charAt(16) == ':')
        && text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && (text.charAt(10) == ' ' || text.charAt(10) == 'T')
        && text.charAt(13) == ':';
  }

  /** Parses most texts by hand: a formatter takes several times as long. */
  private static LocalDateTime usual(String text) {
    return LocalDateTime.of(
        number(text, 0, 4),
        number(text, 5, 7),
        number(text, 8, 10),
        number(text, 11, 13),
        number(text, 14, 16),
        text.length() == 16 ? 0 : number(text, 17, 19));
  }

  private static int number(String text, int begin, int end) {
    int number = 0;
    for (int i = begin; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new DateTimeException("a date has something else than digits");
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static Optional<Instant> at(LocalDateTime local, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    return offsets.isEmpty() ? Optional.empty() : Optional.of(local.toInstant(offsets.get(0)));
  }
}
