package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sizes of the code, counted on its text. What uses what is told by ArchitectureTest. */
class LayoutTest {
  private static final Path MAIN = Path.of("src", "main", "java", "io", "orderroutes");

  private static final int CLASS_LINES = 300;
  private static final int METHOD_LINES = 30;

  /** Texts and comments, whose braces and semicolons mean nothing. */
  private static final Pattern NO_CODE =
      Pattern.compile("/\\*(?s:.*?)\\*/|//[^\n]*|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\])'");

  private static final Pattern TYPE = Pattern.compile("\\b(class|interface|enum|record)\\s+\\w+");

  private final Map<Path, String> sources = new TreeMap<>();

  @BeforeEach
  void readEverySource() throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        sources.put(file, Files.readString(file));
      }
    }
    assertThat(sources).hasSizeGreaterThan(100);
  }

  @Test
  void aClassHasABound() {
    sources.forEach(
        (file, source) ->
            assertThat(source.lines()).as("%s", file).hasSizeLessThanOrEqualTo(CLASS_LINES));
  }

  @Test
  void aMethodFitsInThirtyLines() {
    List<String> tooLong = new ArrayList<>();
    sources.forEach((file, source) -> blocks(source, file, tooLong));
    assertThat(tooLong).isEmpty();
  }

  @Test
  void countsTheLinesOfAMethodFromItsNameToItsEnd() {
    String method = "class A {\n  void a(int b,\n      int c) {\n%s  }\n}\n";
    List<String> found = new ArrayList<>();
    blocks(method.formatted("    x(\"}\");\n".repeat(27)), MAIN, found);
    assertThat(found).isEmpty();
    blocks(method.formatted("    x('{'); // {\n".repeat(28)), MAIN, found);
    assertThat(found).hasSize(1);
  }

  @Test
  void nobodyImportsAWholePackage() {
    sources.forEach(
        (file, source) -> assertThat(source).as("%s", file).doesNotContainPattern("import .*\\*;"));
  }

  /** Adds the blocks that are too long; a block inside a method is shorter than the method. */
  private static void blocks(String source, Path file, List<String> tooLong) {
    String code =
        NO_CODE
            .matcher(source)
            .replaceAll(found -> "\n".repeat((int) found.group().lines().count() - 1));
    Deque<Integer> open = new ArrayDeque<>();
    Deque<Boolean> types = new ArrayDeque<>();
    int declared = 0;
    for (int at = 0; at < code.length(); at++) {
      char sign = code.charAt(at);
      if (sign == '{') {
        String declaration = code.substring(declared, at);
        open.push(declared + declaration.length() - declaration.stripLeading().length());
        types.push(TYPE.matcher(declaration).find());
      } else if (sign == '}') {
        long lines = code.substring(open.pop(), at).lines().count();
        if (!types.pop() && lines > METHOD_LINES) {
          tooLong.add(file + " has a method of " + lines + " lines");
        }
      }
      declared = sign == '{' || sign == '}' || sign == ';' ? at + 1 : declared;
    }
  }
}
