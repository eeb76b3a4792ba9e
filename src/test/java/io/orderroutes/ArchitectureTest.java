package io.orderroutes;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which package may use which, how large a package may be, and that the tools can be left out. */
class ArchitectureTest {
  private static final String BASE = "io.orderroutes.";

  /** From top to bottom: a package uses only those that stand below it. */
  private static final List<String> PACKAGES =
      List.of(
          "cli",
          // tools beside the service
          "lint",
          "cases",
          "page",
          // what an operator looks at
          "observability",
          // the flow of events
          "consumer",
          "dispatch",
          "replay",
          "parked",
          "documents",
          "retry",
          // calls
          "gateway",
          "limits",
          "mappings",
          // the ground
          "sellers",
          "signing",
          "kafka",
          "events",
          "privacy",
          "config",
          "json");

  /** The service runs without them. */
  private static final Set<String> TOOLS = Set.of("lint", "cases", "page");

  private static final int TYPES_MAX = 15;

  /** Packages that are still too large, with the types that they have; they may only shrink. */
  private static final Map<String, Integer> TOO_LARGE = Map.of();

  private static final JavaClasses MAIN =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  private static List<JavaClass> ours() {
    return MAIN.stream().filter(type -> type.getName().startsWith(BASE)).toList();
  }

  /** The package below the base, with what is below that. */
  private static String inside(JavaClass type) {
    return type.getPackageName().substring(BASE.length());
  }

  private static String packageOf(JavaClass type) {
    return inside(type).split("\\.")[0];
  }

  private static Set<String> uses(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .map(Dependency::getTargetClass)
        .filter(used -> used.getName().startsWith(BASE))
        .map(ArchitectureTest::packageOf)
        .filter(used -> !used.equals(packageOf(type)))
        .collect(Collectors.toSet());
  }

  @Test
  void everyClassIsInAPackageThatHasItsPlace() {
    assertThat(ours().stream().map(ArchitectureTest::packageOf).distinct())
        .containsExactlyInAnyOrderElementsOf(PACKAGES);
  }

  @Test
  void aPackageUsesOnlyThoseBelowIt() {
    assertThat(ours())
        .allSatisfy(
            type ->
                assertThat(uses(type))
                    .as("what %s uses", type.getName())
                    .allMatch(used -> PACKAGES.indexOf(used) > PACKAGES.indexOf(packageOf(type))));
  }

  @Test
  void noTwoPackagesUseEachOther() {
    slices().matching(BASE + "(**)").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void theServiceNeedsNoTool() {
    Set<String> service = new TreeSet<>(PACKAGES);
    service.removeAll(TOOLS);
    service.remove("cli");
    assertThat(ours())
        .filteredOn(type -> service.contains(packageOf(type)))
        .isNotEmpty()
        .allSatisfy(
            type ->
                assertThat(uses(type))
                    .as("what %s uses", type.getName())
                    .doesNotContainAnyElementsOf(TOOLS));
  }

  @Test
  void aPackageHasAtMostFifteenTypes() {
    Map<String, Long> types =
        ours().stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(groupingBy(ArchitectureTest::inside, TreeMap::new, counting()));
    assertThat(types).hasSizeGreaterThanOrEqualTo(PACKAGES.size());
    types.forEach(
        (name, count) ->
            assertThat(count)
                .as("types in %s", name)
                .isLessThanOrEqualTo(TOO_LARGE.getOrDefault(name, TYPES_MAX)));
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    assertThat(ours().stream().map(ArchitectureTest::inside).collect(Collectors.toSet()))
        .allSatisfy(
            name ->
                assertThat(
                        Path.of("src", "main", "java", "io", "orderroutes")
                            .resolve(name.replace('.', '/'))
                            .resolve("package-info.java"))
                    .isRegularFile());
  }
}
