package io.orderroutes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The sources of a native executable as its builder would be given them: classes, configuration and
 * libraries of the whole class path.
 */
final class NativeImage {
  private static final String CONFIGURATION = "META-INF/native-image/";
  private static final String FEATURE = "io/quarkus/runner/Feature";

  private final Map<String, byte[]> classes = new TreeMap<>();
  private final Map<String, Path> jars = new TreeMap<>();
  private final Map<String, Path> libraries = new TreeMap<>();
  private final Set<String> services = new TreeSet<>();
  private final Set<String> initializedAtRunTime = new TreeSet<>();
  private final List<Pattern> resources = new ArrayList<>();
  private final List<JsonNode> reflection = new ArrayList<>();
  private final List<JsonNode> jni = new ArrayList<>();
  private final List<String> arguments;

  private NativeImage(List<String> arguments) {
    this.arguments = arguments;
  }

  static NativeImage read(Path sources) throws IOException {
    NativeImage image =
        new NativeImage(List.of(Files.readString(sources.resolve("native-image.args")).split(" ")));
    for (Path folder : List.of(sources, sources.resolve("lib"))) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(one -> one.toString().endsWith(".jar")).sorted().toList()) {
          image.readJar(file);
        }
      }
    }
    image.readFeature();
    return image;
  }

  private void readJar(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        String name = entry.getName();
        if (name.endsWith(".class") && !name.startsWith("META-INF/")) {
          String type = name.replace(".class", "");
          classes.putIfAbsent(type, bytes(jar, entry));
          jars.putIfAbsent(type, file);
        } else if (name.startsWith("META-INF/services/org/apache/camel/") && !name.endsWith("/")) {
          services.add(name);
        } else if (name.endsWith(".so")) {
          libraries.put(name, file);
        } else if (name.startsWith(CONFIGURATION) && !isExcluded(file, name)) {
          configure(name, bytes(jar, entry));
        }
      }
    }
  }

  private static byte[] bytes(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private boolean isExcluded(Path jar, String name) {
    for (int at = 0; at < arguments.size(); at++) {
      if (arguments.get(at).equals("--exclude-config")
          && Pattern.compile(arguments.get(at + 1)).matcher(jar.toString()).find()
          && Pattern.compile(arguments.get(at + 2)).matcher("/" + name).matches()) {
        return true;
      }
    }
    return false;
  }

  private void configure(String name, byte[] content) throws IOException {
    if (name.endsWith("/native-image.properties")) {
      Properties properties = new Properties();
      properties.load(new StringReader(new String(content, StandardCharsets.UTF_8)));
      Stream.of(properties.getProperty("Args", "").split("\\s+"))
          .filter(argument -> argument.startsWith("--initialize-at-run-time="))
          .flatMap(argument -> Arrays.stream(argument.split("=")[1].split(",")))
          .forEach(initializedAtRunTime::add);
    } else if (name.endsWith("resource-config.json")) {
      JsonNode all = new ObjectMapper().readTree(content).path("resources");
      (all.isArray() ? all : all.path("includes"))
          .forEach(one -> resources.add(Pattern.compile(one.path("pattern").asText())));
    } else if (name.endsWith("reflect-config.json")) {
      new ObjectMapper().readTree(content).forEach(reflection::add);
    } else if (name.endsWith("jni-config.json")) {
      new ObjectMapper().readTree(content).forEach(jni::add);
    }
  }

  /** What Quarkus' extensions ask for: the names in the class that they generate. */
  private void readFeature() {
    new ClassReader(classes.get(FEATURE))
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String type, String signature, String[] thrown) {
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitLdcInsn(Object value) {
                    if (name.equals("beforeAnalysis") && value instanceof String text) {
                      initializedAtRunTime.add(text);
                    }
                  }
                };
              }
            },
            0);
  }

  Map<String, byte[]> classes() {
    return classes;
  }

  List<String> arguments() {
    return arguments;
  }

  /** By its own name, or by its package's. */
  boolean isInitializedAtRunTime(String type) {
    String name = type.replace('/', '.');
    return initializedAtRunTime.stream()
        .anyMatch(one -> name.equals(one) || name.startsWith(one + "."));
  }

  /** The libraries in the jar of a class that end so. */
  List<String> libraries(String type, String architecture) {
    return libraries.entrySet().stream()
        .filter(one -> one.getValue().equals(jars.get(type)))
        .map(Map.Entry::getKey)
        .filter(one -> one.matches("(?i).*linux/" + architecture + "/[^/]*"))
        .toList();
  }

  byte[] library(String name) throws IOException {
    try (JarFile jar = new JarFile(libraries.get(name).toFile())) {
      return bytes(jar, jar.getJarEntry(name));
    }
  }

  Set<String> libraries() {
    return libraries.keySet();
  }

  /** What Camel finds its components, languages and the like by. */
  Set<String> services() {
    return services;
  }

  boolean isCarried(String resource) {
    return resources.stream().anyMatch(one -> one.matcher(resource).matches());
  }

  Stream<String> classesBeside(String type) {
    return classes.keySet().stream().filter(one -> jars.get(one).equals(jars.get(type)));
  }

  /** Whether a class can be made by its name, unless some other class is reached. */
  boolean canBeMade(String type) {
    return reflection.stream()
        .filter(one -> one.path("name").asText().equals(type.replace('/', '.')))
        .anyMatch(
            one ->
                one.path("allDeclaredConstructors").asBoolean()
                    || one.path("methods").findValuesAsText("name").contains("<init>"));
  }

  Stream<String> registered() {
    return reflection.stream().map(one -> one.path("name").asText().replace('.', '/'));
  }

  /** The fields and methods of a class that a library may use. */
  Set<String> forLibraries(String type) {
    Optional<JsonNode> found =
        jni.stream()
            .filter(one -> one.path("name").asText().equals(type.replace('/', '.')))
            .findFirst();
    Set<String> members = new TreeSet<>();
    found.ifPresent(
        one -> {
          members.addAll(one.path("fields").findValuesAsText("name"));
          members.addAll(one.path("methods").findValuesAsText("name"));
        });
    return members;
  }
}
