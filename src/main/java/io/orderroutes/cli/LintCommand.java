package io.orderroutes.cli;

import io.orderroutes.lint.Lint;
import io.orderroutes.lint.files.Problem;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command {@code lint}: prints the mistakes in an operator's files. It starts nothing. */
final class LintCommand {
  static final String NAME = "lint";
  private static final int PROBLEMS = 1;
  private static final int USAGE = 2;
  private static final String HELP =
      """
      lint [DIR ...]   finds mistakes in an operator's files, together with the packaged ones; without DIR, in the packaged ones.
      One line each: file:line: what is wrong: what to write. Status 0: none, 1: some, 2: a DIR cannot be read.
      """;

  private LintCommand() {}

  /** The exit status. */
  static int run(PrintStream out, PrintStream err, String... args) {
    List<String> dirs = List.of(args).subList(1, args.length);
    if (dirs.contains("--help")) {
      out.print(HELP);
      return 0;
    }
    for (String option : dirs.stream().filter(dir -> dir.startsWith("-")).toList()) {
      err.println(NAME + ": " + option + " is unknown: write the name of a directory");
      return USAGE;
    }
    List<Problem> problems = new ArrayList<>();
    try {
      for (String dir : dirs) {
        problems.addAll(Lint.of(directory(dir)).problems());
      }
      if (dirs.isEmpty()) {
        problems.addAll(Lint.packaged().problems());
      }
    } catch (NoSuchFileException e) {
      err.println(NAME + ": there is no directory " + e.getFile() + ": write an existing one");
      return USAGE;
    } catch (IOException | UncheckedIOException e) {
      err.println(NAME + ": " + e.getMessage() + " cannot be read: let this user read it");
      return USAGE;
    }
    problems.forEach(out::println);
    out.println(NAME + ": problems found: " + problems.size());
    return problems.isEmpty() ? 0 : PROBLEMS;
  }

  private static Path directory(String dir) throws IOException {
    Path path = Path.of(dir);
    if (!Files.isDirectory(path)) {
      throw new NoSuchFileException(dir);
    }
    return path;
  }
}
