package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each row of the failure matrix names a test that exists. */
class GuaranteesTest {
  private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)` \\|$");

  @Test
  void everyRowNamesATestThatExists() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("docs/GUARANTEES.md")).stream()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| What fails"))
            .toList();
    assertThat(rows)
        .hasSizeGreaterThan(20)
        .allSatisfy(
            row -> {
              var named = NAMED.matcher(row);
              assertThat(named.find()).isTrue();
              assertThat(source(named.group(1))).containsPattern("void " + named.group(2) + "\\(");
            });
  }

  private static String source(String test) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      Path file = files.filter(path -> path.endsWith(test + ".java")).findFirst().orElseThrow();
      return Files.readString(file);
    }
  }
}
