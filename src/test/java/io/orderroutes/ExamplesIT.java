package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.sandbox.Flow;
import io.orderroutes.sandbox.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each worked example holds no mistake and comes to the ends that its cases expect. */
class ExamplesIT {
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  static List<Path> examples() throws IOException {
    try (Stream<Path> found = Files.list(Path.of("examples"))) {
      return found.filter(Files::isDirectory).map(Path::toAbsolutePath).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleIsWellAndHoldsNoJava(Path example) throws Exception {
    assertThat(run("lint", example)).containsExactly("lint: problems found: 0");
    assertThat(run("test", example)).last().asString().matches("cases: [1-9]\\d*, failed 0");
    try (Stream<Path> files = Files.walk(example)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".java"));
    }
  }

  private static List<String> run(String command, Path example) throws Exception {
    try (ServiceProcess process =
        ServiceProcess.start(TARGET, "example", Map.of(), command, example.toString())) {
      int status = process.exitStatus(Flow.PATIENCE);
      List<String> said = Files.readAllLines(process.log());
      assertThat(status).as(String.join("\n", said)).isZero();
      return said;
    }
  }
}
