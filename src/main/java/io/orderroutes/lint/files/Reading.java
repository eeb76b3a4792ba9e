package io.orderroutes.lint.files;

import io.orderroutes.config.OperatorFiles;
import io.orderroutes.config.Packaged;
import io.orderroutes.gateway.FaultClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the packaged files and an operator's; reports what cannot be read. */
public final class Reading {
  private static final String PROPERTIES = "application.properties";
  private static final String ROUTES = ".camel.yaml";
  private static final String KAMELETS = ".kamelet.yaml";

  private final Optional<OperatorFiles> files;
  private final Report report;
  private final List<Value> yaml = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private final List<Property> properties = new ArrayList<>();

  public Reading(Optional<OperatorFiles> files, Report report) {
    this.files = files;
    this.report = report;
  }

  /**
   * Everything that can be read. Without an operator's files the packaged ones count as his own.
   */
  public Bundle bundle(Set<String> furtherKeys) throws IOException {
    packaged();
    Optional<Value> apis = Optional.empty();
    Optional<Value> faults = packaged("routes/" + FaultClassifier.FILE);
    if (files.isPresent()) {
      OperatorFiles own = files.get();
      for (String suffix : List.of(ROUTES, KAMELETS)) {
        for (Path file : own.ending(suffix)) {
          report.yaml(file).ifPresent(value -> add(value, true));
        }
      }
      apis = table(own, "apis.yaml");
      faults = table(own, FaultClassifier.FILE);
      Path keys = own.dir().resolve(PROPERTIES);
      if (Files.exists(keys)) {
        String text = report.text(keys).orElse("");
        properties.addAll(0, Property.read(keys.toString(), text, report));
      }
    }
    return new Bundle(
        files, yaml, parts, properties, furtherKeys, Catalogue.with(apis), new Schema(), faults);
  }

  private Optional<Value> table(OperatorFiles own, String name) throws IOException {
    Path file = own.dir().resolve(name);
    return Files.exists(file) ? report.yaml(file) : Optional.empty();
  }

  private void add(Value file, boolean own) {
    yaml.add(file);
    if (file.file().endsWith(KAMELETS)) {
      parts.add(Part.kamelet(file, own));
    } else {
      Part.of(file, own).forEach(parts::add);
    }
  }

  /** Routes by their names in application.properties; Kamelets by the routes that use them. */
  private void packaged() {
    properties.addAll(Property.read(PROPERTIES, Packaged.text(PROPERTIES), report));
    Set<String> lists =
        Set.of("camel.main.routes-include-pattern", "quarkus.native.resources.includes");
    add(
        properties.stream()
            .filter(property -> lists.contains(property.key()))
            .flatMap(property -> Arrays.stream(property.value().split(",")))
            .map(name -> name.strip().replaceFirst("^classpath:", ""))
            .filter(name -> name.endsWith(ROUTES)));
    add(
        List.copyOf(yaml).stream()
            .flatMap(KameletUse::in)
            .map(use -> "routes/kamelets/" + use.name() + KAMELETS)
            .distinct()
            .filter(Packaged::has));
  }

  private void add(Stream<String> names) {
    names.forEach(name -> packaged(name).ifPresent(file -> add(file, files.isEmpty())));
  }

  private static Optional<Value> packaged(String name) {
    return Value.read(name, Packaged.text(name));
  }
}
