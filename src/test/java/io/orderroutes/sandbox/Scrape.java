package io.orderroutes.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the service exposes to Prometheus at one moment. */
public record Scrape(List<Sample> samples) {
  private static final Pattern LINE = Pattern.compile("([\\w:]+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:\\\\.|[^\"\\\\])*)\"");

  /** One line of it. */
  public record Sample(String name, Map<String, String> labels, double value) {}

  public static Scrape of(String text) {
    return new Scrape(
        text.lines()
            .filter(line -> !line.startsWith("#") && !line.isBlank())
            .map(Scrape::sample)
            .toList());
  }

  private static Sample sample(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new AssertionError("no sample: " + line);
    }
    Map<String, String> labels = new HashMap<>();
    Matcher label = LABEL.matcher(parts.group(2) == null ? "" : parts.group(2));
    while (label.find()) {
      labels.put(label.group(1), label.group(2));
    }
    return new Sample(parts.group(1), labels, Double.parseDouble(parts.group(3)));
  }

  /** The sum of all samples of that name; one that is not exposed is an error. */
  public double sum(String name) {
    return by(name, "").values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** The sums of that name by the value of a label. */
  public Map<String, Double> by(String name, String label) {
    Map<String, Double> sums =
        samples.stream()
            .filter(sample -> sample.name.equals(name))
            .collect(
                Collectors.toMap(
                    sample -> sample.labels.getOrDefault(label, ""), Sample::value, Double::sum));
    if (sums.isEmpty()) {
      throw new AssertionError(name + " is not exposed");
    }
    return sums;
  }
}
