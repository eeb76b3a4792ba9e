package io.orderroutes;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The routes as a Mermaid flowchart and a table, made of their files. */
final class RoutesPicture {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^}]+)}}");
  private static final String KAMELET = "kamelet:";
  private static final String DIRECT = "direct:";
  private static final int LINE = 130;
  private static final String INTRODUCTION =
      """
      # The routes

      This page is generated from the files in routes/, in the order in which they are loaded. After a change of a route, generate it
      again with `ROUTES_WRITE=1 mvn test -Dtest=RoutesPictureTest`.

      - Boxes are routes. Boxes with a double border are templates; properties make routes of them
        ([ROUTES-OF-YOUR-OWN.md](ROUTES-OF-YOUR-OWN.md#with-properties-alone)).
      - Rounded boxes are the calls of a platform. Cylinders are topics.
      - A dotted arrow is taken when something fails.

      ```mermaid
      flowchart TD
      """;

  private final Properties settings = new Properties();
  private final Map<String, Map<?, ?>> routes = new LinkedHashMap<>();
  private final Map<String, Map<?, ?>> failures = new LinkedHashMap<>();
  private final Set<String> templates = new LinkedHashSet<>();
  private final Map<String, Path> files = new LinkedHashMap<>();
  private final Set<String> nodes = new LinkedHashSet<>();
  private final Set<String> edges = new LinkedHashSet<>();

  RoutesPicture() throws IOException {
    try (Reader reader = Files.newBufferedReader(Path.of("application.properties"))) {
      settings.load(reader);
    }
    String loaded = settings.getProperty("camel.main.routes-include-pattern");
    for (String name : (loaded + ",classpath:routes/replay.camel.yaml").split(",")) {
      read(Path.of(name.substring("classpath:".length())));
    }
  }

  private void read(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      Load yaml = new Load(LoadSettings.builder().build());
      for (Object entry : (List<?>) yaml.loadFromReader(reader)) {
        Map<?, ?> kind = (Map<?, ?>) entry;
        Map<?, ?> definition = (Map<?, ?>) kind.values().iterator().next();
        String id = (String) definition.get("id");
        files.put(id, file);
        if (kind.containsKey("routeConfiguration")) {
          failures.put(id, definition);
        } else {
          routes.put(id, kind.containsKey("route") ? definition : templated(definition));
        }
      }
    }
  }

  private Map<?, ?> templated(Map<?, ?> template) {
    templates.add((String) template.get("id"));
    Map<Object, Object> route = new LinkedHashMap<>((Map<?, ?>) template.get("route"));
    route.put("description", template.get("description"));
    return route;
  }

  String page() {
    routes.forEach(this::draw);
    StringBuilder page = new StringBuilder(INTRODUCTION);
    Stream.concat(nodes.stream(), edges.stream())
        .forEach(line -> page.append("  ").append(line).append('\n'));
    page.append("```\n\n");
    files.forEach(
        (id, file) -> {
          Map<?, ?> definition = routes.getOrDefault(id, failures.get(id));
          page.append("- `%s`%s, [%s](../%s):\n".formatted(id, kind(id), file, file));
          page.append(wrapped((String) definition.get("description")));
        });
    return page.toString();
  }

  /** A text as the lines of an item of a list. */
  private static String wrapped(String text) {
    StringBuilder lines = new StringBuilder();
    int length = LINE;
    for (String word : text.split(" ")) {
      boolean fits = length + 1 + word.length() <= LINE;
      lines.append(fits ? " " : "\n  ").append(word);
      length = (fits ? length + 1 : 2) + word.length();
    }
    return lines.substring(1) + "\n";
  }

  private String kind(String id) {
    return templates.contains(id) ? " (template)" : failures.containsKey(id) ? " (failures)" : "";
  }

  private void draw(String id, Map<?, ?> route) {
    node("route", id, templates.contains(id) ? "[[%s]]" : "[%s]");
    Map<?, ?> from = (Map<?, ?>) route.get("from");
    String uri = (String) from.get("uri");
    if (!uri.startsWith(DIRECT)) {
      targets(id, from).forEach(source -> edges.add(source + " --> " + name("route", id)));
    }
    draw(id, (List<?>) from.get("steps"), "-->");
    Object named = route.get("routeConfigurationId");
    if (named != null) {
      draw(id, List.of(failures.get(named)), "-.->");
    }
  }

  private void draw(String id, List<?> steps, String arrow) {
    calls(steps).stream()
        .flatMap(call -> targets(id, call).stream())
        .forEach(to -> edges.add("%s %s %s".formatted(name("route", id), arrow, to)));
  }

  /** Everything in a tree that leads on, in its order. */
  private static List<Map<?, ?>> calls(Object tree) {
    List<Map<?, ?>> found = new ArrayList<>();
    if (tree instanceof List<?> list) {
      list.forEach(item -> found.addAll(calls(item)));
    } else if (tree instanceof Map<?, ?> map) {
      if (map.get("uri") instanceof String) {
        found.add(map);
      } else if (map.containsKey("recipientList")) {
        found.add(Map.of("uri", DIRECT + "document-topic"));
      } else if ("orderDispatcher".equals(map.get("ref"))) {
        found.add(Map.of("uri", DIRECT + "order"));
      } else {
        map.values().forEach(value -> found.addAll(calls(value)));
      }
    }
    return found;
  }

  /** The nodes that a step of a route leads to; adds those that are no routes. */
  private List<String> targets(String route, Map<?, ?> step) {
    String uri = (String) step.get("uri");
    Map<?, ?> parameters = step.get("parameters") instanceof Map<?, ?> map ? map : Map.of();
    if (uri.startsWith(DIRECT)) {
      return routes(uri.substring(DIRECT.length())).map(id -> name("route", id)).toList();
    }
    if (uri.equals(KAMELET + "gateway-call-action")) {
      return List.of(node("call", (String) parameters.get("api"), "(%s)"));
    }
    return uri.startsWith(KAMELET)
        ? Stream.of(resolved(route, String.valueOf(parameters.get("topic"))).split(","))
            .map(topic -> node("topic", topic, "[(%s)]"))
            .toList()
        : List.of(node("end", uri, "([%s])"));
  }

  /** The routes that a name means; one that is an expression means those of the platforms. */
  private Stream<String> routes(String name) {
    boolean any = name.startsWith("$");
    return any || name.startsWith("{{")
        ? routes.keySet().stream()
            .filter(id -> "platforms".equals(routes.get(id).get("group")))
            .filter(id -> any || !templates.contains(id))
        : Stream.of(name);
  }

  private String node(String kind, String label, String shape) {
    String name = name(kind, label);
    nodes.add(name + shape.formatted('"' + label + '"'));
    return name;
  }

  private static String name(String kind, String label) {
    return kind + "_" + label.replaceAll("[^A-Za-z0-9]+", "_");
  }

  /** A record itself names the topic that it is sent to. */
  private String resolved(String route, String text) {
    String topics = route.equals("retry") ? "orders.retry.topics" : "orders.topics.events";
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    settings.getProperty(found.group(1), "the topic it is given")))
        .replace("${body.topic}", settings.getProperty(topics));
  }
}
