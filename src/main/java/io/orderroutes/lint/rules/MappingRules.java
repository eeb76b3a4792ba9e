package io.orderroutes.lint.rules;

import com.schibsted.spt.data.jslt.JsltException;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Part;
import io.orderroutes.lint.files.Report;
import io.orderroutes.mappings.MappingCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A mapping compiles, and what it imports exists. */
public final class MappingRules {
  private static final Pattern IMPORT = Pattern.compile("^\\s*import\\s+\"([^\"]+)\"");
  private static final Pattern LINE = Pattern.compile("line (\\d+)");

  private MappingRules() {}

  public static void check(Bundle bundle, Report report) throws IOException {
    if (bundle.files().isPresent()) {
      Set<String> flows = bundle.running().stream().map(Part::id).collect(Collectors.toSet());
      MappingCheck check = new MappingCheck(bundle.files().get().dir().resolve("mappings"));
      for (Path file : bundle.files().get().mappings()) {
        List<String> lines = report.text(file).stream().flatMap(String::lines).toList();
        if (!lines.isEmpty() && importsExist(file, lines, check, report)) {
          boolean maps = flows.contains(String.valueOf(file.getFileName()).replace(".jslt", ""));
          check.mistake(file, maps).ifPresent(mistake -> add(file, mistake, report));
        }
      }
    }
  }

  private static boolean importsExist(
      Path file, List<String> lines, MappingCheck check, Report report) {
    boolean exist = true;
    for (int line = 1; line <= lines.size(); line++) {
      Matcher imported = IMPORT.matcher(lines.get(line - 1));
      if (imported.find() && !check.has(imported.group(1))) {
        report.add(
            "there is no mapping %s: write the whole name of a file in mappings",
            file, line, imported.group(1));
        exist = false;
      }
    }
    return exist;
  }

  private static void add(Path file, JsltException mistake, Report report) {
    String why = mistake.getMessageWithoutLocation().strip().split("\\R")[0];
    Matcher line = LINE.matcher(why);
    int at = line.find() ? Integer.parseInt(line.group(1)) : Math.max(1, mistake.getLine());
    String column = mistake.getLine() > 0 ? ", column " + mistake.getColumn() : "";
    report.add("the mapping does not compile, %s%s: write JSLT", file, at, why, column);
  }
}
