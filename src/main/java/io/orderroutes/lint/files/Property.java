package io.orderroutes.lint.files;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.ConfigValueConfigSource.ConfigValueProperties;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A key of a properties file, with its line. */
public record Property(String file, int line, String key, String value) implements Report.Place {
  private static final Pattern BACKSLASH =
      Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u(?![0-9A-Fa-f]{4})");

  /** A profile, as in {@code %prod.orders.concurrency}, is not part of the key. */
  public static Property of(ConfigValue value) {
    String key = value.getName().replaceFirst("^%[^.]+\\.", "");
    return new Property(value.getSourceName(), value.getLineNumber(), key, value.getValue());
  }

  /** The keys in the order of their lines. */
  static List<Property> read(String file, String text, Report report) {
    ConfigValueProperties read = new ConfigValueProperties(file, 0);
    String valid =
        BACKSLASH
            .matcher(text)
            .replaceAll(
                found -> {
                  report.add(
                      "a single backslash: write it twice", Path.of(file), line(text, found));
                  return "?";
                });
    try {
      read.load(new StringReader(valid));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read.values().stream()
        .map(Property::of)
        .sorted(Comparator.comparingInt(Property::line))
        .toList();
  }

  private static int line(String text, MatchResult found) {
    return (int) text.substring(0, found.end()).lines().count();
  }
}
