package io.orderroutes.sandbox;

import static io.orderroutes.sandbox.ProjectFiles.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages that lead on to each other, and that a screen can show. */
class DocsTest {
  private static final int LINE = 130;

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

  /** Pages whose tables are generated, or are one row for each test. */
  private static final Set<String> WIDE_TABLES = Set.of("FIELDS.md", "GUARANTEES.md");

  @ParameterizedTest
  @MethodSource("pages")
  void noLineIsTooLong(Path page) throws IOException {
    boolean wide = WIDE_TABLES.contains(page.getFileName().toString());
    assertThat(Files.readAllLines(page))
        .isNotEmpty()
        .filteredOn(line -> !wide || !line.startsWith("|"))
        .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(LINE));
  }

  /** As GitHub names them. */
  private static List<String> headings(Path page) throws IOException {
    return found("(?m)^#+ (.+)$", Files.readString(page))
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .toList();
  }
}
