package io.orderroutes;

import static io.orderroutes.support.ProjectFiles.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages that lead on to each other. */
class DocsTest {
  static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("docs"));
        Stream<Path> top = Files.list(Path.of("."))) {
      return Stream.concat(docs, top)
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

  /** As GitHub names them. */
  private static List<String> headings(Path page) throws IOException {
    return found("(?m)^#+ (.+)$", Files.readString(page))
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .toList();
  }
}
