package io.orderroutes;

import static io.orderroutes.support.ProjectFiles.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages that lead on to each other, and that a screen can show. */
class DocsTest {
  private static final int LINE = 130;

  /** Pages whose tables are generated, or are one row for each test. */
  private static final Set<String> WIDE_TABLES = Set.of("FIELDS.md", "GUARANTEES.md");

  private static final String PAGE = "docs/[A-Z-]+\\.md(?:#[\\w-]+)?";
  private static final List<String> SPEAKING =
      List.of(
          "application.properties",
          "deploy",
          "docker",
          "docker-compose.yml",
          "Dockerfile",
          "observability",
          "pom.xml",
          "routes",
          "src/main");

  static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("docs"));
        Stream<Path> examples = Files.list(Path.of("examples"));
        Stream<Path> top = Files.list(Path.of("."))) {
      return Stream.of(docs, examples, top)
          .flatMap(files -> files)
          .map(Path::normalize)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsToAFileAndAHeadingOfIt(Path page) throws IOException {
    assertThat(found("]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]+))?\\)", Files.readString(page)))
        .allSatisfy(
            link -> {
              Path target =
                  link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
              assertThat(target).as("%s", link.group()).exists();
              if (link.group(2) != null) {
                assertThat(headings(target)).as("%s", link.group()).contains(link.group(2));
              }
            });
  }

  @ParameterizedTest
  @MethodSource("pages")
  void noLineIsTooLong(Path page) throws IOException {
    boolean wide = WIDE_TABLES.contains(page.getFileName().toString());
    assertThat(Files.readAllLines(page))
        .isNotEmpty()
        .filteredOn(line -> !wide || !line.startsWith("|"))
        .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(LINE));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyFileInCodeExists(Path page) throws IOException {
    assertThat(
            found(
                "`((?:routes|docs|docker|deploy|observability)/[\\w./-]+)`",
                Files.readString(page)))
        .allSatisfy(file -> assertThat(Path.of(file.group(1))).exists());
  }

  @Test
  void everyClassToChangeExists() throws IOException {
    String table = Files.readString(Path.of("CONTRIBUTING.md")).split("## Where to change what")[1];
    try (Stream<Path> sources = Files.walk(Path.of("src"))) {
      assertThat(sources.map(file -> file.getFileName().toString()).toList())
          .containsAll(
              found("`([A-Z]\\w+)`", table.split("\n## ")[0])
                  .map(name -> name.group(1) + ".java")
                  .toList());
    }
  }

  /** Alerts, configuration and messages send their readers to pages too. */
  @Test
  void everyPageThatCodeNamesExists() throws IOException {
    List<String> named = new ArrayList<>();
    for (String place : SPEAKING) {
      try (Stream<Path> files = Files.walk(Path.of(place))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          found(PAGE, Files.readString(file, StandardCharsets.ISO_8859_1))
              .forEach(page -> named.add(page.group()));
        }
      }
    }
    assertThat(named)
        .hasSizeGreaterThan(10)
        .allSatisfy(
            name -> {
              String[] parts = name.split("#");
              Path page = Path.of(parts[0]);
              assertThat(page).exists();
              if (parts.length > 1) {
                assertThat(headings(page)).contains(parts[1]);
              }
            });
  }

  /** As GitHub names them. */
  private static List<String> headings(Path page) throws IOException {
    return found("(?m)^#+ (.+)$", Files.readString(page))
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .toList();
  }
}
