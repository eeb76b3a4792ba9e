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
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sizes and the one direction of the code, counted on its text. */
class LayoutTest {
  private static final Path MAIN = Path.of("src", "main", "java", "io", "orderroutes");

  /** In reading order: a package imports only those before it. */
  private static final List<String> PACKAGES =
      List.of(
          "events",
          "signing",
          "sellers",
          "limits",
          "gateway",
          "mappings",
          "documents",
          "delivery",
          "health",
          "page",
          "cases",
          "lint");

  private static final int CLASS_LINES = 430;
  private static final int METHOD_LINES = 30;
  private static final int SERVICE_LINES = 10000;

  /** What an operator has beside the flow: his page, his cases, and the linter. */
  private static final Set<String> TOOLS = Set.of("page", "cases", "lint");

  private static final int TOOLS_LINES = 3900;

  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?:static )?io\\.orderroutes\\.([a-z]+)\\.");

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
    assertThat(sources).hasSizeGreaterThan(PACKAGES.size());
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

  /** Lines that hold code: no blank ones, no comments, no imports. */
  @Test
  void theWholeStaysSmall() {
    assertThat(lines(file -> !TOOLS.contains(packageOf(file)))).isLessThanOrEqualTo(SERVICE_LINES);
    assertThat(lines(file -> TOOLS.contains(packageOf(file)))).isLessThanOrEqualTo(TOOLS_LINES);
  }

  private long lines(Predicate<Path> files) {
    return sources.keySet().stream()
        .filter(files)
        .map(sources::get)
        .flatMap(source -> withoutComments(source).lines())
        .filter(line -> !line.isBlank())
        .filter(line -> !line.startsWith("import ") && !line.startsWith("package "))
        .count();
  }

  @Test
  void everyPackageHasItsPlaceInTheOrder() {
    assertThat(sources.keySet().stream().map(LayoutTest::packageOf).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(PACKAGES.stream(), Stream.of("")).toList());
  }

  @Test
  void aPackageImportsOnlyEarlierOnes() {
    sources.forEach(
        (file, source) -> {
          String own = packageOf(file);
          int last = own.isEmpty() ? PACKAGES.size() : PACKAGES.indexOf(own) + 1;
          List<String> allowed = PACKAGES.subList(0, last);
          Matcher imports = IMPORT.matcher(source);
          while (imports.find()) {
            assertThat(imports.group(1)).as("%s", file).isIn(allowed);
          }
        });
  }

  @Test
  void nobodyImportsAWholePackage() {
    sources.forEach(
        (file, source) -> assertThat(source).as("%s", file).doesNotContainPattern("import .*\\*;"));
  }

  private static String packageOf(Path file) {
    Path inside = MAIN.relativize(file);
    return inside.getNameCount() == 1 ? "" : inside.getName(0).toString();
  }

  private static String withoutComments(String source) {
    return NO_CODE.matcher(source).replaceAll(found -> found.group().startsWith("/") ? "" : "text");
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
