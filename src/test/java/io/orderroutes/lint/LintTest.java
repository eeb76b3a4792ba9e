package io.orderroutes.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder under src/test/lint is an operator's directory with a mistake, and the lines that
 * must tell it.
 */
class LintTest {
  private static final Path MISTAKES = Path.of("src/test/lint");
  private static final String EXPECTED = "expected.txt";

  static List<Path> mistakes() throws IOException {
    try (Stream<Path> folders = Files.list(MISTAKES)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void tellsTheMistakeAndNothingElse(Path folder) throws IOException {
    assertThat(Lint.of(folder).problems())
        .extracting(problem -> problem.toString().replace(folder + "/", ""))
        .containsExactlyElementsOf(Files.readAllLines(folder.resolve(EXPECTED)))
        .isNotEmpty();
  }

  @Test
  void findsNothingInWhatIsPackaged() throws IOException {
    assertThat(Lint.packaged().problems()).isEmpty();
  }

  @Test
  void findsNothingInThePackagedFilesAsAnOperatorsOwn() throws IOException {
    assertThat(Lint.of(Path.of("routes")).problems()).isEmpty();
  }

  @Test
  void findsNothingInTheCases(@TempDir Path dir) throws IOException {
    Path cases = Path.of("src/test/cases");
    try (Stream<Path> files = Files.walk(cases)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = dir.resolve("cases").resolve(cases.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    assertThat(new OperatorFiles(dir).cases()).hasSizeGreaterThan(10);
    assertThat(Lint.of(dir).problems()).isEmpty();
  }
}
