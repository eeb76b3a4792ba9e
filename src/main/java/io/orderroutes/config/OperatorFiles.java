package io.orderroutes.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files in an operator's directory. */
public record OperatorFiles(Path dir) {
  private static final String CASES = "cases";

  /** Files with this suffix in all directories, except that of the cases. */
  public List<Path> ending(String suffix) throws IOException {
    return under(dir, suffix).stream().filter(file -> !isCase(file)).toList();
  }

  public List<Path> mappings() throws IOException {
    return under(dir.resolve("mappings"), ".jslt");
  }

  public List<Path> cases() throws IOException {
    return under(dir.resolve(CASES), ".json");
  }

  private boolean isCase(Path file) {
    Path inside = dir.relativize(file);
    return inside.getNameCount() > 1 && inside.startsWith(CASES);
  }

  private static List<Path> under(Path top, String suffix) throws IOException {
    if (!Files.isDirectory(top)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(top)) {
      return files
          .filter(file -> file.toString().endsWith(suffix) && Files.isRegularFile(file))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
