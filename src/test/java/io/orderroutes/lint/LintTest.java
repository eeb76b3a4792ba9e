package io.orderroutes.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.config.OperatorFiles;
import io.orderroutes.lint.files.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder under src/test/lint is an operator's directory with mistakes. Its expected.txt has a
 * line for each problem: the file and the line, and the words that the message must contain.
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
  void reportsTheMistakesAndNothingElse(Path folder) throws IOException {
    List<Problem> problems = Lint.of(folder).problems();
    List<String> expected = Files.readAllLines(folder.resolve(EXPECTED));
    assertThat(problems)
        .extracting(problem -> problem.file().replace(folder + "/", "") + ":" + problem.line())
        .containsExactlyElementsOf(expected.stream().map(line -> line.split(" ")[0]).toList());
    for (int i = 0; i < expected.size(); i++) {
      for (String word : expected.get(i).replaceFirst("\\S+ ", "").split(" ")) {
        assertThat(problems.get(i).text())
            .containsPattern("(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])");
      }
    }
  }

  @Test
  void everyFolderButOneHoldsAMistake() throws IOException {
    assertThat(mistakes())
        .hasSizeGreaterThan(30)
        .filteredOn(folder -> folder.resolve(EXPECTED).toFile().length() == 0)
        .containsExactly(MISTAKES.resolve("no-mistake"));
  }

  @Test
  void aStartForgivesAClassThatOnlyANativeExecutableLacks() throws IOException {
    assertThat(Lint.of(MISTAKES.resolve("class-not-native")).problems(Set.of())).isEmpty();
  }

  @Test
  void aKeyThatTheStartKnowsNeedsNoFile() throws IOException {
    assertThat(Lint.of(MISTAKES.resolve("placeholder-unknown")).problems(Set.of("audit.topic")))
        .extracting(Problem::line)
        .containsExactly(10);
  }

  /** Lines taken away, cut, indented and turned into lists. */
  @Test
  void noBrokenFileEndsItOtherwiseThanInProblems(@TempDir Path dir) throws IOException {
    List<String> file = Files.readAllLines(MISTAKES.resolve("no-mistake/copies.camel.yaml"));
    List<Problem> found = new ArrayList<>();
    for (int at = 0; at < file.size(); at++) {
      List<String> broken = new ArrayList<>(file);
      String line = file.get(at);
      broken.set(
          at,
          List.of("", "  " + line, line.replaceFirst(":.*", ":"), line.replaceFirst(":.*", ": [a]"))
              .get(at % 4));
      Files.write(dir.resolve("copies.camel.yaml"), broken);
      found.addAll(Lint.of(dir).problems());
    }
    assertThat(found)
        .hasSizeGreaterThan(file.size() / 2)
        .allSatisfy(problem -> assertThat(problem.toString()).hasLineCount(1));
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
