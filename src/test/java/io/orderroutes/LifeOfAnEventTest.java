package io.orderroutes;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The page that follows one event names files and classes that exist, and every crossing. */
class LifeOfAnEventTest {
  private static final Pattern CODE = Pattern.compile("`([^`\\s]+)`");
  private static final String CLASS = "[A-Z]\\w*[a-z]\\w*";
  private static final String FILE = "(?:routes|src|docs)/.+";

  /** A hop: its number, the side and the file or class. */
  private static final Pattern HOP = Pattern.compile("(?m)^(\\d+)\\. (YAML|Java) `([^`]+)`");

  private static final int CROSSINGS_MAX = 14;

  private String page;
  private Set<String> classes;

  @BeforeEach
  void read() throws IOException {
    page = Files.readString(Path.of("docs", "LIFE-OF-AN-EVENT.md"));
    classes = files("src/main/java", ".java").map(LifeOfAnEventTest::simpleName).collect(toSet());
  }

  @Test
  void everyClassThatItNamesExists() {
    assertThat(named(CLASS)).hasSizeGreaterThan(20).isSubsetOf(classes);
  }

  @Test
  void everyFileThatItNamesExists() {
    assertThat(named(FILE))
        .hasSizeGreaterThan(10)
        .allSatisfy(file -> assertThat(Path.of(file)).isRegularFile());
  }

  @Test
  void itNamesEveryRouteAndEveryKamelet() throws IOException {
    assertThat(named(FILE)).containsAll(files("routes", ".yaml").filter(this::isRoute).toList());
  }

  @Test
  void everyHopNamesWhereItHappens() {
    long hops = page.lines().filter(line -> line.matches("\\d+\\. .*")).count();
    assertThat(HOP.matcher(page).results()).hasSizeGreaterThan(10).hasSize((int) hops);
  }

  @Test
  void everyHopIsACrossingAndThereAreFew() {
    List<MatchResult> hops = HOP.matcher(page).results().toList();
    assertThat(hops).hasSizeLessThanOrEqualTo(CROSSINGS_MAX);
    for (int i = 0; i < hops.size(); i++) {
      assertThat(hops.get(i).group(1)).isEqualTo(Integer.toString(i + 1));
      assertThat(hops.get(i).group(2)).isEqualTo(i % 2 == 0 ? "YAML" : "Java");
    }
    assertThat(page).contains("makes " + hops.size() + " crossings");
  }

  @Test
  void theHopsAreThoseOfTheRoutes() throws IOException {
    List<String> visited = new ArrayList<>();
    Set<String> passed = Crossings.of(visited);
    // the dispatcher goes on with the next event when the route has ended
    visited.add("OrderDispatcher");
    assertThat(
            HOP.matcher(page)
                .results()
                .filter(hop -> hop.group(2).equals("Java"))
                .map(hop -> hop.group(3)))
        .containsExactlyElementsOf(visited);
    assertThat(
            HOP.matcher(page)
                .results()
                .filter(hop -> hop.group(2).equals("YAML"))
                .map(hop -> hop.group(3)))
        .hasSize(visited.size())
        .isSubsetOf(passed);
    assertThat(named(FILE)).containsAll(passed);
  }

  /** The classes that the routes call for an order with one call, in their order. */
  private static final class Crossings {
    private static final String PLATFORM = "direct:${variable.platform}";

    private final List<String> visited;
    private final Set<String> passed = new TreeSet<>();
    private String own = "";

    private Crossings(List<String> visited) {
      this.visited = visited;
    }

    static Set<String> of(List<String> visited) throws IOException {
      Crossings crossings = new Crossings(visited);
      crossings.route("order-events");
      crossings.route("order");
      return crossings.passed;
    }

    private void route(String id) throws IOException {
      Path file = Path.of("routes", id + ".camel.yaml");
      Path platform = Path.of("routes", "platforms", id + ".camel.yaml");
      List<?> routes = (List<?>) yaml(Files.exists(file) ? file : platform);
      Map<?, ?> from = map(map(map(routes.get(0)).get("route")).get("from"));
      if (from.get("uri").toString().startsWith("kamelet:")) {
        to(from.get("uri").toString());
      }
      steps(from.get("steps"));
    }

    private void kamelet(String name) throws IOException {
      Map<?, ?> kamelet = map(yaml(Path.of("routes", "kamelets", name + ".kamelet.yaml")));
      Map<?, ?> template = map(map(kamelet.get("spec")).get("template"));
      if (template.get("beans") instanceof List<?> beans) {
        own = map(beans.get(0)).get("type").toString().replaceAll(".*\\.", "");
      }
      steps(map(template.get("from")).get("steps"));
    }

    private void steps(Object steps) throws IOException {
      for (Object step : (List<?>) steps) {
        for (Map.Entry<?, ?> entry : map(step).entrySet()) {
          step(entry.getKey().toString(), map(entry.getValue()));
        }
      }
    }

    private void step(String name, Map<?, ?> step) throws IOException {
      switch (name) {
        case "process", "bean" -> visit(step.get("ref").toString());
        case "to", "toD" -> to(step.get("uri").toString());
        case "choice" -> {
          for (Object when : (List<?>) step.get("when")) {
            expression(map(when));
          }
          steps(map(step.get("otherwise")).get("steps"));
        }
        // no logistics order id, no further topic of documents
        case "split", "filter" -> expression(step);
        case "setHeaders", "removeHeaders" -> {}
        default -> throw new AssertionError("the test does not know the step " + name);
      }
    }

    private void expression(Map<?, ?> step) throws IOException {
      Map<?, ?> expression = map(step.get("expression"));
      if (expression.containsKey("method")) {
        visit(map(expression.get("method")).get("ref").toString());
      }
      assertThat(expression.toString()).doesNotContain("${bean:");
    }

    private void to(String uri) throws IOException {
      if (uri.startsWith("direct:")) {
        route(uri.equals(PLATFORM) ? "aliexpress" : uri.substring("direct:".length()));
      } else if (uri.startsWith("kamelet:") && !uri.equals("kamelet:sink")) {
        kamelet(uri.substring("kamelet:".length()));
      } else if (uri.startsWith("https:")) {
        assertThat(Files.readString(Path.of("application.properties")))
            .contains("camel.component.https.http-client-configurer=#signedQuery");
        visit("signedQuery");
      }
    }

    private void visit(String bean) throws IOException {
      visited.add(bean.startsWith("{{") ? own : classOf(bean));
    }

    private static String classOf(String bean) throws IOException {
      for (String file : files("src/main/java", ".java").toList()) {
        if (Files.readString(Path.of(file)).contains("@Named(\"" + bean + "\")")) {
          return simpleName(file);
        }
      }
      throw new AssertionError("no class is named " + bean);
    }

    private Object yaml(Path file) throws IOException {
      passed.add(file.toString().replace('\\', '/'));
      return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    }

    private static Map<?, ?> map(Object value) {
      return (Map<?, ?>) value;
    }
  }

  private boolean isRoute(String file) {
    return file.endsWith(".camel.yaml") || file.endsWith(".kamelet.yaml");
  }

  private Set<String> named(String shape) {
    return CODE.matcher(page)
        .results()
        .map(found -> found.group(1))
        .filter(name -> name.matches(shape))
        .collect(toSet());
  }

  private static String simpleName(String file) {
    return file.replaceAll(".*/|\\.java$", "");
  }

  private static Stream<String> files(String folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files
          .map(path -> path.toString().replace('\\', '/'))
          .filter(path -> path.endsWith(suffix))
          .toList()
          .stream();
    }
  }
}
