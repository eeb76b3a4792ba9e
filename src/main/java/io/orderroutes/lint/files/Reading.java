package io.orderroutes.lint.files;

import io.orderroutes.config.OperatorFiles;
import io.orderroutes.config.Packaged;
import io.orderroutes.gateway.FaultClassifier;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the packaged files and an operator's, and keeps what cannot be read as problems. */
public final class Reading {
  private static final String PROPERTIES = "application.properties";
  private static final String CLASS_PATH = "classpath:";
  private static final String ROUTES = ".camel.yaml";
  private static final String KAMELETS = ".kamelet.yaml";

  private final Optional<OperatorFiles> files;
  private final List<Problem> unreadable = new ArrayList<>();
  private final List<Value> yaml = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private final List<Property> properties = new ArrayList<>();

  public Reading(Optional<OperatorFiles> files) {
    this.files = files;
  }

  public List<Problem> unreadable() {
    return unreadable;
  }

  /** Everything that can be read; packaged parts are the operator's own, where he has no files. */
  public Bundle bundle(Set<String> furtherKeys) throws IOException {
    packaged();
    Optional<Value> apis = Optional.empty();
    Optional<Value> faults = packaged("routes/" + FaultClassifier.FILE);
    if (files.isPresent()) {
      OperatorFiles own = files.get();
      for (Path file : own.ending(ROUTES)) {
        yaml(file).ifPresent(value -> add(value, true));
      }
      for (Path file : own.ending(KAMELETS)) {
        yaml(file).ifPresent(value -> add(value, true));
      }
      apis = table(own, "apis.yaml");
      faults = table(own, FaultClassifier.FILE);
      Path keys = own.dir().resolve(PROPERTIES);
      if (Files.exists(keys)) {
        properties.addAll(0, Property.read(keys.toString(), text(keys), unreadable::add));
      }
    }
    return new Bundle(
        files, yaml, parts, properties, furtherKeys, Catalogue.with(apis), new Schema(), faults);
  }

  private Optional<Value> table(OperatorFiles own, String name) throws IOException {
    Path file = own.dir().resolve(name);
    return Files.exists(file) ? yaml(file) : Optional.empty();
  }

  private void add(Value file, boolean own) {
    yaml.add(file);
    if (file.file().endsWith(KAMELETS)) {
      parts.add(Part.kamelet(file, own));
    } else {
      Part.of(file, own).forEach(parts::add);
    }
  }

  /** By the names in application.properties; Kamelets by what the routes call. */
  private void packaged() {
    properties.addAll(Property.read(PROPERTIES, Packaged.text(PROPERTIES), unreadable::add));
    boolean own = files.isEmpty();
    Stream.of("camel.main.routes-include-pattern", "quarkus.native.resources.includes")
        .flatMap(this::packagedNames)
        .filter(name -> name.endsWith(ROUTES))
        .forEach(name -> packaged(name).ifPresent(file -> add(file, own)));
    List.copyOf(yaml).stream()
        .flatMap(KameletUse::in)
        .map(use -> "routes/kamelets/" + use.name() + KAMELETS)
        .distinct()
        .filter(Packaged::has)
        .forEach(name -> packaged(name).ifPresent(file -> add(file, own)));
  }

  private Stream<String> packagedNames(String key) {
    return properties.stream()
        .filter(property -> property.key().equals(key))
        .flatMap(property -> Arrays.stream(property.value().split(",")))
        .map(name -> name.strip().replaceFirst("^" + CLASS_PATH, ""));
  }

  private static Optional<Value> packaged(String name) {
    return Value.read(name, Packaged.text(name));
  }

  private Optional<Value> yaml(Path file) throws IOException {
    try {
      return Value.read(file.toString(), text(file));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
      String problem = (e.getProblem() + " " + Objects.toString(e.getContext(), "")).strip();
      unreadable.add(
          new Problem(file.toString(), line, "is no YAML, " + problem + ": indent and quote it"));
    } catch (YamlEngineException e) {
      unreadable.add(
          new Problem(
              file.toString(),
              1,
              "is no YAML, "
                  + e.getMessage().lines().findFirst().orElse("")
                  + ": write plain values"));
    }
    return Optional.empty();
  }

  private String text(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (MalformedInputException e) {
      unreadable.add(new Problem(file.toString(), 1, "is no UTF-8 text: save it as UTF-8"));
      return "";
    }
  }
}
