package io.orderroutes.lint.files;

import io.orderroutes.config.OperatorFiles;
import io.orderroutes.lint.files.Part.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that is loaded together: an operator's files, and the packaged parts that they do not
 * replace. {@code furtherKeys} are configuration keys that are set elsewhere.
 */
public record Bundle(
    Optional<OperatorFiles> files,
    List<Value> yaml,
    List<Part> all,
    List<Property> properties,
    Set<String> furtherKeys,
    Catalogue catalogue,
    Schema schema,
    Optional<Value> faults) {

  /** The same files with other properties. */
  public Bundle with(List<Property> others) {
    return new Bundle(files, yaml, all, others, furtherKeys, catalogue, schema, faults);
  }

  /** Parts that are not replaced. */
  public Stream<Part> parts() {
    return all.stream()
        .filter(part -> part.own() || all.stream().noneMatch(other -> other.replaces(part)));
  }

  public Stream<Part> parts(Kind kind) {
    return parts().filter(part -> part.is(kind));
  }

  public Set<String> ids(Kind kind) {
    return parts(kind).map(Part::id).collect(Collectors.toCollection(TreeSet::new));
  }

  public Optional<Part> part(Kind kind, String id) {
    return parts(kind).filter(part -> part.id().equals(id)).findFirst();
  }

  /** The routes that templates make of the properties. */
  public Stream<Part> made() {
    return Instance.of(properties).stream().flatMap(one -> one.route(this).stream());
  }

  /** The routes of files, and those that templates make. */
  public Stream<Part> running() {
    return Stream.concat(parts(Kind.ROUTE), made());
  }

  /** All that is written: the files, and the routes that templates make. */
  public Stream<Value> written() {
    return Stream.concat(yaml.stream(), made().map(Part::value));
  }

  /** Every text that is read as Simple: it is in no other language. */
  public Stream<Value> simple() {
    Set<String> others = new TreeSet<>(schema.languages());
    others.removeAll(Set.of("simple", "csimple"));
    return written()
        .flatMap(value -> value.texts(member -> !others.contains(member.name().text())));
  }

  /** Whether a property sets the key, here or elsewhere. */
  public boolean isSet(String key) {
    return furtherKeys.contains(key)
        || properties.stream().anyMatch(property -> property.key().equals(key));
  }
}
