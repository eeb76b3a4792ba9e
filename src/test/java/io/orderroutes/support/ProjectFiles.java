package io.orderroutes.support;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Files of the project, read to be held against each other. */
public final class ProjectFiles {
  private ProjectFiles() {}

  public static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a start would read of them, sorted. */
  public static Map<String, String> properties(String file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> sorted = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> sorted.put(key, properties.getProperty(key)));
    return sorted;
  }

  public static Map<String, Object> yaml(String file) {
    return parsed(text(file));
  }

  /** Of JSON too, which is YAML. */
  static Map<String, Object> parsed(String yaml) {
    return cast(new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }

  /** The value behind the names, one inside the other; a number is an index of a list. */
  public static <T> T at(Object holder, String path) {
    Object value = holder;
    for (String name : path.split("/")) {
      value =
          value instanceof List<?> list
              ? list.get(Integer.parseInt(name))
              : ProjectFiles.<Map<String, Object>>cast(value).get(name);
    }
    return cast(value);
  }

  /** A mapping with what {@code <<} brings into it. */
  public static Map<String, Object> merged(Map<String, Object> mapping) {
    Map<String, Object> merged = new LinkedHashMap<>();
    merged.putAll(cast(mapping.getOrDefault("<<", Map.of())));
    merged.putAll(mapping);
    merged.remove("<<");
    return merged;
  }

  public static Stream<MatchResult> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results();
  }

  @SuppressWarnings("unchecked")
  private static <T> T cast(Object value) {
    return (T) value;
  }
}
