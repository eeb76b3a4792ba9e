package io.orderroutes;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page that follows one event through files and classes names those that there are. */
class LifeOfAnEventTest {
  private static final Pattern CODE = Pattern.compile("`([^`\\s]+)`");
  private static final String CLASS = "[A-Z]\\w*[a-z]\\w*";
  private static final String FILE = "(?:routes|src|docs)/.+";

  /** A hop: its number, the language and the file or class. */
  private static final Pattern HOP =
      Pattern.compile("(?m)^\\d+\\. (?:YAML|Java)(?:, the step)? `([^`]+)`");

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
