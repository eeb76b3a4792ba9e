package io.orderroutes.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All keys: those of the packaged application.properties, including its commented examples. */
public final class KnownKeys {
  private static final Pattern KEY = Pattern.compile("(?m)^#?([a-z][^=\\s]*)=");
  private static final Pattern SEGMENT = Pattern.compile("\"[^\"]*\"|[^.\"]+");

  /** The segment after one of these is a name that the operator chooses. */
  private static final Set<String> NAMES_FOLLOW =
      Set.of("apps", "sellers", "platforms", "also", "params", "api-calls-per-second");

  private final Set<String> all;

  private KnownKeys(Set<String> all) {
    this.all = all;
  }

  static KnownKeys of(String manual) {
    return new KnownKeys(
        KEY.matcher(manual)
            .results()
            .map(key -> key.group(1))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** The keys of this service. */
  public static KnownKeys packaged() {
    return of(Packaged.text("application.properties"));
  }

  public boolean has(String key) {
    return like(key).anyMatch(key::equals);
  }

  /** The known key that is nearest to a wrong one. */
  public Optional<String> nearest(String key) {
    return Nearest.to(key, like(key).toList());
  }

  /** The known keys, with this key's names of apps, sellers and the like. */
  private Stream<String> like(String key) {
    List<String> given = segments(key);
    return all.stream().map(known -> named(segments(known), given));
  }

  private static String named(List<String> known, List<String> given) {
    List<String> named = new ArrayList<>(known);
    for (int i = 1; i < known.size() && i < given.size(); i++) {
      if (NAMES_FOLLOW.contains(known.get(i - 1))) {
        boolean last = i == known.size() - 1;
        named.set(i, last ? String.join(".", given.subList(i, given.size())) : given.get(i));
      }
    }
    return String.join(".", named);
  }

  private static List<String> segments(String key) {
    Matcher segments = SEGMENT.matcher(key);
    return segments.results().map(segment -> segment.group()).toList();
  }
}
