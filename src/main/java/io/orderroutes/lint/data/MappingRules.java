package io.orderroutes.lint.data;

import com.schibsted.spt.data.jslt.JsltException;
import io.orderroutes.config.OperatorFiles;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Part;
import io.orderroutes.lint.files.Problem;
import io.orderroutes.mappings.MappingCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A mapping compiles, and what it imports exists. */
public final class MappingRules {
  private static final Pattern IMPORT = Pattern.compile("^\\s*import\\s+\"([^\"]+)\"");
  private static final Pattern LINE = Pattern.compile("line (\\d+)");

  private MappingRules() {}

  public static Stream<Problem> of(Bundle bundle) {
    Set<String> flows = bundle.running().map(Part::id).collect(Collectors.toSet());
    return bundle.files().stream().flatMap(files -> of(files, flows));
  }

  private static Stream<Problem> of(OperatorFiles files, Set<String> flows) {
    try {
      MappingCheck check = new MappingCheck(files.dir().resolve("mappings"));
      return files.mappings().stream().flatMap(file -> of(file, check, flows));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static Stream<Problem> of(Path file, MappingCheck check, Set<String> flows) {
    boolean maps = flows.contains(String.valueOf(file.getFileName()).replace(".jslt", ""));
    List<Problem> missing = imports(file, check);
    return missing.isEmpty()
        ? check.mistake(file, maps).stream().map(mistake -> problem(file, mistake))
        : missing.stream();
  }

  private static List<Problem> imports(Path file, MappingCheck check) {
    try {
      List<String> lines = Files.readAllLines(file);
      return Stream.iterate(0, at -> at < lines.size(), at -> at + 1)
          .flatMap(
              at -> unknown(lines.get(at), check).map(name -> missing(file, at + 1, name)).stream())
          .toList();
    } catch (IOException e) {
      return List.of(new Problem(file.toString(), 1, "is no UTF-8 text: save it as UTF-8"));
    }
  }

  private static Optional<String> unknown(String line, MappingCheck check) {
    Matcher imported = IMPORT.matcher(line);
    return Optional.of(imported)
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .filter(name -> !check.has(name));
  }

  private static Problem missing(Path file, int line, String name) {
    return new Problem(
        file.toString(),
        line,
        "there is no mapping " + name + " to import: write a file of mappings, by its whole name");
  }

  private static Problem problem(Path file, JsltException mistake) {
    String[] words = mistake.getMessageWithoutLocation().strip().split("\\R");
    Matcher line = LINE.matcher(words[0]);
    int at =
        mistake.getLine() > 0
            ? mistake.getLine()
            : line.find() ? Integer.parseInt(line.group(1)) : 1;
    String place =
        words[0].contains("line ") ? "" : " at line " + at + ", column " + mistake.getColumn();
    return new Problem(
        file.toString(), at, "the mapping does not compile, " + words[0] + place + ": write JSLT");
  }
}
