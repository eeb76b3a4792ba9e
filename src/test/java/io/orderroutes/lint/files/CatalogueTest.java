package io.orderroutes.lint.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.config.NativeClasses;
import io.orderroutes.config.Packaged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the linter knows of the code and of the platforms' documents is true. */
class CatalogueTest {
  private static final Path MAIN = Path.of("src/main/java");

  private final Catalogue catalogue = Catalogue.with(Optional.empty());

  @Test
  void theBeansAreThoseThatTheCodeNames() throws IOException {
    assertThat(catalogue.beans())
        .isEqualTo(inTheSources("@(?:Named|Identifier)\\(\\s*\"([^\"]+)\""));
  }

  @Test
  void theVariablesAreThoseThatTheCodeSets() throws IOException {
    assertThat(catalogue.variables())
        .isEqualTo(inTheSources("setVariable\\(\\s*\"(?:global:)?([^\"]+)\""));
  }

  /** Others are of all orders, or of the routes {@code replay} and {@code tokens}. */
  @Test
  void theVariablesOfAnOrderAreThoseThatThePageOfOwnRoutesLists() throws IOException {
    String page = Files.readString(Path.of("docs", "ROUTES-OF-YOUR-OWN.md"));
    String table = page.split("\n## Variables\n")[1].split("\n## ")[0];
    Set<String> listed = new TreeSet<>(Set.of("documentTopics", "origin", "rate", "renews"));
    Pattern.compile("(?m)^\\| ([^|]+) \\|")
        .matcher(table)
        .results()
        .flatMap(row -> Pattern.compile("`(\\w+)`").matcher(row.group(1)).results())
        .forEach(name -> listed.add(name.group(1)));
    assertThat(catalogue.variables()).isEqualTo(listed);
  }

  @Test
  void everyApiThatThePackagedRoutesCallIsInTheCatalogue() throws IOException {
    Bundle bundle = new Reading(Optional.empty(), new Report()).bundle(Set.of());
    assertThat(
            bundle.running().stream()
                .flatMap(route -> KameletUse.in(route.value()))
                .map(use -> use.text("api"))
                .filter(api -> !api.isEmpty()))
        .isNotEmpty()
        .allMatch(catalogue.apis()::containsKey);
  }

  @Test
  void everyClassForNativeUseIsThere() throws IOException {
    assertThat(NativeClasses.names())
        .allSatisfy(name -> assertThat(Class.forName(name)).isNotNull());
  }

  @Test
  void everyApiNamesItsSource() {
    Value apis = Value.read(Catalogue.APIS, Packaged.text(Catalogue.APIS)).orElseThrow();
    assertThat(apis.members())
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(
            api -> assertThat(api.value().textAt("source")).startsWith(api.name().text() + ","));
  }

  private static Set<String> inTheSources(String regex) throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(MAIN)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Pattern.compile(regex)
            .matcher(Files.readString(file))
            .results()
            .forEach(match -> found.add(match.group(1)));
      }
    }
    return found;
  }
}
