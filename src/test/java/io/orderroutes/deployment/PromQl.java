package io.orderroutes.deployment;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Prometheus queries ask for: metrics, with their labels. */
public final class PromQl {
  /** Prometheus' own, which no page holds. */
  private static final Set<String> TARGET_LABELS = Set.of("job", "instance");

  private static final Set<String> WORDS = Set.of("and", "or", "unless", "offset", "bool");
  private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|on|without|ignoring)\\s*\\(([^)]*)\\)");
  private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
  private static final Pattern METRIC =
      Pattern.compile("(?<![\\w:])([a-zA-Z_:][\\w:]*)(?!\\w|\\s*\\()(?:\\{([^}]*)})?");
  private static final Pattern LABEL = Pattern.compile("\\w+");

  private PromQl() {}

  /** The metrics of a query, each with the labels that the query wants of it. */
  public static Map<String, Set<String>> asked(String query) {
    String plain = RANGE.matcher(TEXT.matcher(query).replaceAll("")).replaceAll("");
    Set<String> grouped = new TreeSet<>();
    GROUPING.matcher(plain).results().forEach(found -> grouped.addAll(labels(found.group(1))));
    Map<String, Set<String>> asked = new TreeMap<>();
    Matcher metrics = METRIC.matcher(GROUPING.matcher(plain).replaceAll(""));
    metrics
        .results()
        .filter(metric -> !WORDS.contains(metric.group(1)))
        .forEach(
            metric -> {
              Set<String> labels = asked.computeIfAbsent(metric.group(1), name -> new TreeSet<>());
              labels.addAll(grouped);
              labels.addAll(labels(metric.group(2) == null ? "" : metric.group(2)));
            });
    asked.values().forEach(labels -> labels.removeAll(TARGET_LABELS));
    asked.remove("up");
    return asked;
  }

  private static Set<String> labels(String text) {
    Set<String> labels = new TreeSet<>();
    LABEL.matcher(text).results().map(MatchResult::group).forEach(labels::add);
    return labels;
  }
}
