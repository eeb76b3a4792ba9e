package io.orderroutes.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A program of this machine; a test that needs one that is missing is skipped. */
public record Tool(Path program) {
  /** Where CI installs it, {@code REQUIRED_TOOLS} names it: then it must be there. */
  public static Tool onPath(String name, String need) {
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(System.getenv("PATH"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Tool::new)
        .orElseGet(() -> missing(name, need));
  }

  private static Tool missing(String name, String need) {
    String required = System.getenv().getOrDefault("REQUIRED_TOOLS", "");
    assertThat(required.split(" ")).as("tools that must be here").doesNotContain(name);
    return abort(need);
  }

  /** What it says, when all is well. */
  public String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
