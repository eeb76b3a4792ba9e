package io.orderroutes.lint.files;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;

/** A key of a properties file, with the line that it stands on. */
public record Property(String file, int line, String key, String value) {
  /** Reads line by line, because {@link Properties} forgets the lines. */
  static List<Property> read(String file, String text, Consumer<Problem> wrong) {
    List<Property> found = new ArrayList<>();
    StringBuilder whole = new StringBuilder();
    int first = 0;
    int line = 0;
    for (String part : text.split("\\R")) {
      line++;
      first = whole.isEmpty() ? line : first;
      whole.append(part).append('\n');
      if (!goesOn(part)) {
        int at = first;
        try {
          parse(whole.toString()).forEach((key, value) -> found.add(of(file, at, key, value)));
        } catch (IllegalArgumentException e) {
          wrong.accept(new Problem(file, at, "a backslash stands alone: write it twice"));
        }
        whole.setLength(0);
      }
    }
    return found;
  }

  /** A profile, as in {@code %prod.orders.concurrency}, is no part of the name. */
  private static Property of(String file, int line, Object key, Object value) {
    return new Property(file, line, key.toString().replaceFirst("^%[^.]+\\.", ""), "" + value);
  }

  private static boolean goesOn(String line) {
    boolean comment = line.stripLeading().startsWith("#") || line.stripLeading().startsWith("!");
    return !comment && line.replaceFirst("(\\\\\\\\)+$", "").endsWith("\\");
  }

  private static Properties parse(String line) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  public Problem problem(String text, Object... parts) {
    return new Problem(file, line, text.formatted(parts));
  }
}
