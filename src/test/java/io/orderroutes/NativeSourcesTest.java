package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What a native executable would carry: whatever the routes name must be in it, and can be made and
 * called there. It reads the sources that a build with {@code quarkus.native.sources-only} leaves.
 * It knows what our own files and code name: routes, Kamelets, templates, mappings, schemas, beans,
 * classes and exceptions. It does not know what Camel, Kafka and the others look up by themselves,
 * which their extensions register, nor whether GraalVM compiles it all.
 */
@EnabledIfSystemProperty(named = "native.sources", matches = ".+")
class NativeSourcesTest {
  private static final Path ROUTES = Path.of("routes");
  private static final Path CODE = Path.of("src", "main", "java");
  private static final Pattern CLASS = Pattern.compile("\\b(?:[a-z]\\w*\\.){2,}[A-Z]\\w*[a-z]\\b");
  private static final Pattern CALLED =
      Pattern.compile("ref: (\\w+)\\s+method: \\w+|\\$\\{bean:(\\w+)\\?method");
  private static final Pattern CALL =
      Pattern.compile("ref: (\\w+)\\s+method: (\\w+)|\\$\\{bean:(\\w+)\\?method=(\\w+)");
  private static final Pattern MADE = Pattern.compile("\"#class:([\\w.]+)\"");
  private static final Pattern OPENED =
      Pattern.compile(
          "\"(?:classpath:|/)?([\\w/-]+(?:\\.[\\w-]+)*\\.(?:yaml|json|properties|jslt))\"");
  private static final Pattern NAMED = Pattern.compile("@Named\\(\"(\\w+)\"\\)");

  private final List<Pattern> resources = new ArrayList<>();
  private final Set<String> classes = new TreeSet<>();
  private final Set<String> withMethods = new TreeSet<>();
  private final Set<String> withConstructors = new TreeSet<>();

  @BeforeEach
  void read() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("native.sources")))) {
      Path jar = files.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
      try (JarFile runner = new JarFile(jar.toFile())) {
        json(runner, "resource-config.json")
            .at("/resources/includes")
            .forEach(one -> resources.add(Pattern.compile(one.path("pattern").asText())));
        json(runner, "reflect-config.json").forEach(this::registered);
      }
    }
  }

  private void registered(JsonNode type) {
    String name = type.path("name").asText();
    classes.add(name);
    if (type.path("allDeclaredMethods").asBoolean()) {
      withMethods.add(name);
    }
    if (type.path("allDeclaredConstructors").asBoolean()) {
      withConstructors.add(name);
    }
  }

  private static JsonNode json(JarFile jar, String name) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry("META-INF/native-image/" + name))) {
      return new ObjectMapper().readTree(in);
    }
  }

  @Test
  void everyFileOfTheRoutesIsCarried() throws IOException {
    assertThat(files("")).hasSizeGreaterThan(20).allSatisfy(this::assertCarried);
    assertCarried(Path.of("application.properties"));
    assertCarried(Path.of("META-INF/services/io.smallrye.config.ConfigSourceInterceptor"));
  }

  @Test
  void everyClassThatARouteNamesCanBeMade() throws IOException {
    Set<String> named = new TreeSet<>();
    for (Path file : files(".yaml")) {
      if (!file.startsWith(ROUTES.resolve("mappings"))) {
        CLASS.matcher(Files.readString(file)).results().forEach(one -> named.add(one.group()));
      }
    }
    assertThat(named).contains("io.orderroutes.gateway.GatewayCall", "java.io.IOException");
    assertThat(named).isSubsetOf(classes);
  }

  @Test
  void everyBeanWhoseMethodARouteCallsHasItsMethods() throws IOException {
    Map<String, String> byName = beans();
    Set<String> called = new TreeSet<>(Set.of("answers", "responses"));
    for (Path file : files(".yaml")) {
      Matcher calls = CALLED.matcher(Files.readString(file));
      while (calls.find()) {
        called.add(byName.containsKey(calls.group(1)) ? calls.group(1) : calls.group(2));
      }
    }
    assertThat(called).contains("batches", "parkedRecordFactory", "tokenRefresh");
    assertThat(called.stream().map(byName::get)).isSubsetOf(withMethods);
  }

  @Test
  void everyMethodThatARouteCallsIsThere() throws Exception {
    Map<String, String> byName = beans();
    int calls = 0;
    for (Path file : files(".yaml")) {
      Matcher named = CALL.matcher(Files.readString(file));
      while (named.find()) {
        String bean = named.group(1) == null ? named.group(3) : named.group(1);
        String method = named.group(2) == null ? named.group(4) : named.group(2);
        Class<?> type = Class.forName(byName.get(bean));
        assertThat(type.getMethods()).extracting(Method::getName).contains(method);
        calls++;
      }
    }
    assertThat(calls).isGreaterThan(10);
  }

  @Test
  void everyClassThatARouteMakesHasItsSettersAndItsConstructor() throws Exception {
    Set<String> made = new TreeSet<>();
    for (Path file : files(".yaml")) {
      MADE.matcher(Files.readString(file)).results().forEach(one -> made.add(one.group(1)));
    }
    assertThat(made).contains("io.orderroutes.gateway.GatewayCall").isSubsetOf(withMethods);
    for (String name : made) {
      assertThat(Class.forName(name).getConstructor()).isNotNull();
    }
    assertThat(made).isSubsetOf(withConstructors);
  }

  @Test
  void whatIsRegisteredForRoutesIsInTheImageAndOnTheClassPath() throws Exception {
    for (String list :
        List.of(
            "io.orderroutes.config.NativeClasses",
            "io.orderroutes.config.NativeClasses$SimpleValues",
            "io.orderroutes.kafka.KafkaReflection")) {
      RegisterForReflection registered =
          Class.forName(list).getAnnotation(RegisterForReflection.class);
      assertThat(registered.classNames()).isSubsetOf(classes);
      for (String name : registered.classNames()) {
        assertThat(Class.forName(name)).isNotNull();
      }
    }
  }

  @Test
  void everyFileThatTheCodeOpensByItsNameIsCarried() throws IOException {
    Set<String> opened = new TreeSet<>();
    try (Stream<Path> code = Files.walk(CODE)) {
      for (Path file : code.filter(path -> path.toString().endsWith(".java")).toList()) {
        OPENED
            .matcher(Files.readString(file))
            .results()
            .map(one -> one.group(1))
            .filter(name -> getClass().getClassLoader().getResource(name) != null)
            .forEach(opened::add);
      }
    }
    assertThat(opened)
        .contains("routes/apis.yaml", "routes/names.yaml", "application.properties")
        .allSatisfy(name -> assertCarried(Path.of(name)));
  }

  /** The classes of the service's beans, by the names that routes use. */
  private static Map<String, String> beans() throws IOException {
    Map<String, String> beans = new HashMap<>();
    try (Stream<Path> files = Files.walk(CODE)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String name = CODE.relativize(file).toString().replace('/', '.').replace(".java", "");
        NAMED
            .matcher(Files.readString(file))
            .results()
            .forEach(one -> beans.put(one.group(1), name));
      }
    }
    return beans;
  }

  private void assertCarried(Path file) {
    String name = file.toString().replace('\\', '/');
    assertThat(resources.stream().anyMatch(one -> one.matcher(name).find())).as(name).isTrue();
  }

  private static List<Path> files(String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(ROUTES)) {
      return files
          .filter(file -> Files.isRegularFile(file) && file.toString().endsWith(suffix))
          .toList();
    }
  }
}
