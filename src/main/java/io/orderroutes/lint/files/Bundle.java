package io.orderroutes.lint.files;

import io.orderroutes.config.OperatorFiles;
import io.orderroutes.lint.files.Part.Kind;
import io.orderroutes.lint.files.Value.Member;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
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
  public List<Part> parts() {
    return all.stream()
        .filter(part -> part.own() || all.stream().noneMatch(other -> other.replaces(part)))
        .toList();
  }

  public List<Part> parts(Kind kind) {
    return parts().stream().filter(part -> part.is(kind)).toList();
  }

  public Set<String> ids(Kind kind) {
    return parts(kind).stream().map(Part::id).collect(Collectors.toCollection(TreeSet::new));
  }

  public Optional<Part> part(Kind kind, String id) {
    return parts(kind).stream().filter(part -> part.id().equals(id)).findFirst();
  }

  /** The routes that templates create from the properties. */
  public List<Part> made() {
    return Instance.of(properties).stream().flatMap(one -> one.route(this).stream()).toList();
  }

  /** The routes of files, and those that templates create. */
  public List<Part> running() {
    return Stream.concat(parts(Kind.ROUTE).stream(), made().stream()).toList();
  }

  /** All files, and the routes that templates create. */
  public List<Value> written() {
    return Stream.concat(yaml.stream(), made().stream().map(Part::value)).toList();
  }

  /** Every member of all that is written. */
  public List<Member> members() {
    return written().stream().flatMap(value -> value.everyMember().stream()).toList();
  }

  /** Every text that is read as Simple: it is in no other language. */
  public List<Value> simple() {
    Set<String> others = new TreeSet<>(schema.languages());
    others.removeAll(Set.of("simple", "csimple"));
    Predicate<Member> other = member -> others.contains(member.name().text());
    return written().stream().flatMap(value -> value.texts(other.negate()).stream()).toList();
  }

  /** Whether the key is set, here or elsewhere. */
  public boolean isSet(String key) {
    return furtherKeys.contains(key)
        || System.getProperty(key) != null
        || properties.stream().anyMatch(property -> property.key().equals(key));
  }
}
