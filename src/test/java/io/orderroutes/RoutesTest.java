package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The routes as a reader meets them: every file is read, none is started. */
class RoutesTest {
  private static final Path ROUTES = Path.of("routes");
  private static final Pattern DIRECT = Pattern.compile("\\bdirect:([A-Za-z0-9_-]+)(?![\\w{-])");
  private static final Pattern KAMELET = Pattern.compile("\\bkamelet:([A-Za-z0-9_-]+)");

  private final Map<Path, Object> routeFiles = new TreeMap<>();
  private final Map<Path, Map<?, ?>> kamelets = new TreeMap<>();
  private final List<Map<?, ?>> routes = new ArrayList<>();
  private final List<Map<?, ?>> configurations = new ArrayList<>();
  private final List<Map<?, ?>> templates = new ArrayList<>();

  @BeforeEach
  void readEveryFile() throws IOException {
    for (Path file : files(".camel.yaml")) {
      List<?> content = (List<?>) yaml(file);
      routeFiles.put(file, content);
      for (Object entry : content) {
        collect(((Map<?, ?>) entry).get("route"), routes);
        collect(((Map<?, ?>) entry).get("routeConfiguration"), configurations);
        collect(((Map<?, ?>) entry).get("routeTemplate"), templates);
      }
    }
    for (Path file : files(".kamelet.yaml")) {
      kamelets.put(file, (Map<?, ?>) yaml(file));
    }
    assertThat(routes).isNotEmpty();
    assertThat(kamelets).isNotEmpty();
  }

  @Test
  void everyRouteSaysInAnIdAndASentenceWhatItIs() {
    for (Map<?, ?> route : concat(routes, concat(configurations, templates))) {
      assertThat((String) route.get("id")).as("%s", route).matches("[a-z]+(-[a-z]+)*");
      assertThat((String) route.get("description")).as("%s", route.get("id")).isNotBlank();
    }
  }

  @Test
  void idsAreUnique() {
    assertThat(routes.stream().map(route -> (Object) route.get("id"))).doesNotHaveDuplicates();
    assertThat(configurations.stream().map(one -> (Object) one.get("id"))).doesNotHaveDuplicates();
  }

  @Test
  void everyRouteConfigurationThatIsNamedExists() {
    List<?> known = configurations.stream().map(one -> (Object) one.get("id")).toList();
    for (Map<?, ?> route : routes) {
      Object named = route.get("routeConfigurationId");
      assertThat(named == null || known.contains(named)).as("%s", named).isTrue();
    }
  }

  @Test
  void everyDirectThatIsCalledIsTheRouteOfThatName() {
    List<String> called = new ArrayList<>();
    texts(routeFiles.values()).forEach(text -> called.addAll(found(DIRECT, text)));
    texts(kamelets.values()).forEach(text -> called.addAll(found(DIRECT, text)));
    assertThat(called).isNotEmpty();
    assertThat(starts()).containsAll(called);
  }

  @Test
  void aDirectRouteHasItsNameForAnId() {
    for (Map<?, ?> route : routes) {
      String uri = (String) ((Map<?, ?>) route.get("from")).get("uri");
      if (uri.startsWith("direct:")) {
        assertThat(uri).isEqualTo("direct:" + route.get("id"));
      }
    }
  }

  @Test
  void everyKameletThatIsUsedIsThereAndEveryOneThereIsUsed() {
    List<String> used = new ArrayList<>();
    texts(routeFiles.values()).forEach(text -> used.addAll(found(KAMELET, text)));
    List<String> present = kamelets.keySet().stream().map(RoutesTest::stem).toList();
    assertThat(present).containsAll(used);
    assertThat(used).containsAll(present);
  }

  @Test
  void aKameletsFileIsNamedAsTheKamelet() {
    kamelets.forEach(
        (file, kamelet) -> {
          Map<?, ?> metadata = (Map<?, ?>) kamelet.get("metadata");
          Map<?, ?> labels = (Map<?, ?>) metadata.get("labels");
          assertThat(stem(file)).isEqualTo(metadata.get("name"));
          assertThat(stem(file)).endsWith("-" + labels.get("camel.apache.org/kamelet.type"));
        });
  }

  @Test
  void everyKameletAndEachOfItsPropertiesIsExplained() {
    kamelets.forEach(
        (file, kamelet) -> {
          Map<?, ?> definition = (Map<?, ?>) ((Map<?, ?>) kamelet.get("spec")).get("definition");
          assertExplained(file + "", definition);
          Map<?, ?> properties = (Map<?, ?>) definition.get("properties");
          properties.forEach(
              (name, property) -> assertExplained(file + " " + name, (Map<?, ?>) property));
          assertThat((List<?>) definition.get("required")).allMatch(properties::containsKey);
        });
  }

  @Test
  void everyRouteFileIsLoaded() throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of("application.properties"))) {
      properties.load(reader);
    }
    List<String> loaded =
        new ArrayList<>(
            List.of(properties.getProperty("camel.main.routes-include-pattern").split(",")));
    // the command replay and the operator's page load this one
    assertThat(properties.getProperty("quarkus.native.resources.includes").split(","))
        .contains("routes/replay.camel.yaml");
    assertThat(loaded.add("classpath:routes/replay.camel.yaml")).isTrue();
    assertThat(loaded)
        .containsExactlyInAnyOrderElementsOf(
            routeFiles.keySet().stream().map(file -> "classpath:" + unix(file)).toList());
    assertThat(properties.getProperty("camel.component.kamelet.location"))
        .isEqualTo("classpath:routes/kamelets");
    assertThat(kamelets.keySet())
        .allSatisfy(file -> assertThat(unix(file)).startsWith("routes/kamelets/"));
  }

  @Test
  void aRouteFileFitsOnAPage() throws IOException {
    for (Path file : routeFiles.keySet()) {
      assertThat(Files.readAllLines(file)).as("%s", file).hasSizeLessThanOrEqualTo(80);
    }
  }

  private static void assertExplained(String what, Map<?, ?> described) {
    for (String member : new String[] {"title", "description", "type"}) {
      assertThat((String) described.get(member)).as("%s of %s", member, what).isNotBlank();
    }
  }

  private List<String> starts() {
    return routes.stream()
        .map(route -> (String) ((Map<?, ?>) route.get("from")).get("uri"))
        .filter(uri -> uri.startsWith("direct:"))
        .map(uri -> uri.substring("direct:".length()))
        .toList();
  }

  private static void collect(Object found, List<Map<?, ?>> into) {
    if (found != null) {
      into.add((Map<?, ?>) found);
    }
  }

  private static <T> List<T> concat(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(RoutesTest::name).toList();
  }

  private static String name(MatchResult match) {
    return match.group(1);
  }

  /** Every text in a tree, names left out. */
  private static Stream<String> texts(Object tree) {
    if (tree instanceof Map<?, ?> members) {
      return members.values().stream().flatMap(RoutesTest::texts);
    }
    if (tree instanceof Iterable<?> items) {
      List<String> texts = new ArrayList<>();
      items.forEach(item -> texts(item).forEach(texts::add));
      return texts.stream();
    }
    return Stream.of(String.valueOf(tree));
  }

  private static List<Path> files(String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(ROUTES)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  private static Object yaml(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      return new Load(LoadSettings.builder().setLabel(file.toString()).build())
          .loadFromReader(reader);
    }
  }

  private static String stem(Path file) {
    return file.getFileName().toString().split("\\.")[0];
  }

  private static String unix(Path file) {
    return file.toString().replace('\\', '/');
  }
}
