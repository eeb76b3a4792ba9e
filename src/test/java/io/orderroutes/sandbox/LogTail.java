package io.orderroutes.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Prints the end of the log of the newest service of a test class when one of its tests fails. */
public final class LogTail
    implements BeforeAllCallback,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler {
  private static final int LINES = 20;
  private static final int WIDTH = 300;

  private int before;

  @Override
  public void beforeAll(ExtensionContext context) {
    before = ServiceProcess.logs().size();
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    print(context);
    throw shortened(
        failure, Path.of("target/test-logs", context.getRequiredTestMethod().getName() + ".txt"));
  }

  /** An assertion about a whole page or log quotes it: the whole message goes to a file. */
  static Throwable shortened(Throwable failure, Path file) throws IOException {
    List<String> lines = String.valueOf(failure.getMessage()).lines().toList();
    if (!(failure instanceof AssertionError) || lines.size() <= 2 * LINES) {
      return failure;
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, lines);
    AssertionError shorter =
        new AssertionError(
            String.join("\n", lines.subList(0, 5))
                + "\n ... all of it in "
                + file
                + "\n"
                + String.join("\n", lines.subList(lines.size() - LINES, lines.size())));
    shorter.setStackTrace(failure.getStackTrace());
    return shorter;
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    print(context);
    throw failure;
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    print(context);
    throw failure;
  }

  private void print(ExtensionContext context) throws IOException {
    List<Path> logs = ServiceProcess.logs();
    if (logs.size() > before) {
      Path log = logs.get(logs.size() - 1);
      System.out.println(context.getDisplayName() + " failed; the end of " + log + ":");
      System.out.print(tail(Files.readAllLines(log)));
    }
  }

  static String tail(List<String> lines) {
    StringBuilder tail = new StringBuilder();
    for (String line : lines.subList(Math.max(0, lines.size() - LINES), lines.size())) {
      boolean fits = line.length() <= WIDTH;
      tail.append("  | ").append(fits ? line : line.substring(0, WIDTH) + " ...").append('\n');
    }
    return tail.toString();
  }
}
