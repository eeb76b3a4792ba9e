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
 * Everything that is loaded together: an operator's files, and the packaged parts that none of his
 * replaces.
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

  /** Parts that are in force. */
  public Stream<Part> parts() {
    return all.stream().filter(part -> part.own() || !isReplaced(part));
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

  /** All that is written: the files, and what the templates make of the properties. */
  public Stream<Value> written() {
    return Stream.concat(
        yaml.stream(), running().map(Part::value).filter(route -> route.standsAt().isPresent()));
  }

  private boolean isReplaced(Part packaged) {
    return all.stream()
        .anyMatch(
            part -> part.own() && part.is(packaged.kind()) && part.id().equals(packaged.id()));
  }

  /** The routes, and what the templates make of the properties. */
  public Stream<Part> running() {
    return Stream.concat(
        parts(Kind.ROUTE), Instance.of(properties).stream().flatMap(one -> one.route(this)));
  }
}
