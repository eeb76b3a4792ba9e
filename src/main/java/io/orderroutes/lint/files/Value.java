package io.orderroutes.lint.files;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value of a YAML file. {@code standsAt} is the line of a value that a template made: that of the
 * property which asks for it.
 */
public record Value(String file, Node node, Optional<Integer> standsAt) implements Report.Place {
  /** Members that explain to people. */
  private static final Set<String> PROSE = Set.of("description", "title", "example", "note");

  /** A member of a map. */
  public record Member(Value name, Value value) {
    public boolean is(String text) {
      return name.text().equals(text);
    }
  }

  /** The first document of a text; empty where it has none. */
  public static Optional<Value> read(String file, String text) {
    LoadSettings settings = LoadSettings.builder().setLabel(file).build();
    Iterator<Node> documents = new Compose(settings).composeAllFromString(text).iterator();
    Optional<Node> first = documents.hasNext() ? Optional.of(documents.next()) : Optional.empty();
    if (first.filter(Value::holdsItself).isPresent()) {
      throw new YamlEngineException("an alias refers to what contains it");
    }
    return first.map(node -> new Value(file, node, Optional.empty()));
  }

  private static boolean holdsItself(Node node) {
    if (node.isRecursive() || node instanceof ScalarNode) {
      return node.isRecursive();
    }
    return node instanceof SequenceNode list
        ? list.getValue().stream().anyMatch(Value::holdsItself)
        : ((MappingNode) node)
            .getValue().stream()
                .anyMatch(
                    pair -> holdsItself(pair.getKeyNode()) || holdsItself(pair.getValueNode()));
  }

  @Override
  public int line() {
    return standsAt.orElseGet(() -> node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1));
  }

  boolean isText() {
    return node instanceof ScalarNode;
  }

  public boolean isMap() {
    return node instanceof MappingNode;
  }

  public boolean isList() {
    return node instanceof SequenceNode;
  }

  public boolean isNull() {
    return node.getTag().equals(Tag.NULL);
  }

  public boolean isNumber() {
    return node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT);
  }

  /** The text of a single value; empty for any other. */
  public String text() {
    return node instanceof ScalarNode scalar && !isNull() ? scalar.getValue() : "";
  }

  public List<Member> members() {
    return node instanceof MappingNode map
        ? map.getValue().stream()
            .map(pair -> new Member(of(pair.getKeyNode()), of(pair.getValueNode())))
            .toList()
        : List.of();
  }

  public List<Value> items() {
    return node instanceof SequenceNode list
        ? list.getValue().stream().map(this::of).toList()
        : List.of();
  }

  public Optional<Value> at(String... names) {
    Optional<Value> found = Optional.of(this);
    for (String name : names) {
      found = found.flatMap(value -> value.member(name));
    }
    return found;
  }

  private Optional<Value> member(String name) {
    return members().stream().filter(member -> member.is(name)).map(Member::value).findFirst();
  }

  public String textAt(String... names) {
    return at(names).map(Value::text).orElse("");
  }

  /** The names of the map's members. */
  Set<String> names() {
    return members().stream().map(member -> member.name().text()).collect(Collectors.toSet());
  }

  /** Every text in it, except descriptions and the like. */
  public List<Value> texts() {
    return texts(member -> true);
  }

  /** The same, without what is inside of members that are not wanted. */
  public List<Value> texts(Predicate<Member> wanted) {
    Predicate<Member> prose = member -> PROSE.contains(member.name().text());
    return all(wanted.and(prose.negate())).filter(Value::isText).toList();
  }

  /** Every member of every map in it. */
  public List<Member> everyMember() {
    return everyMember(member -> true);
  }

  /** The same, without what is inside of members that are not wanted. */
  public List<Member> everyMember(Predicate<Member> wanted) {
    return all(wanted).flatMap(value -> value.members().stream()).toList();
  }

  /** Itself and everything in it. */
  public Stream<Value> all() {
    return all(member -> true);
  }

  private Stream<Value> all(Predicate<Member> wanted) {
    Stream<Value> inside =
        Stream.concat(items().stream(), members().stream().filter(wanted).map(Member::value));
    return Stream.concat(Stream.of(this), inside.flatMap(value -> value.all(wanted)));
  }

  /** The first groups of all places where a pattern is found in its text. */
  public List<String> find(Pattern pattern) {
    return pattern.matcher(text()).results().map(found -> found.group(1)).toList();
  }

  /** A copy with other texts, at one line of another file. */
  Value with(UnaryOperator<String> texts, String otherFile, int otherLine) {
    return new Value(otherFile, copy(node, texts), Optional.of(otherLine));
  }

  private static Node copy(Node node, UnaryOperator<String> texts) {
    if (node instanceof ScalarNode text) {
      return new ScalarNode(text.getTag(), texts.apply(text.getValue()), text.getScalarStyle());
    }
    if (node instanceof SequenceNode list) {
      List<Node> items = list.getValue().stream().map(item -> copy(item, texts)).toList();
      return new SequenceNode(list.getTag(), items, list.getFlowStyle());
    }
    List<NodeTuple> members = new ArrayList<>();
    for (NodeTuple pair : ((MappingNode) node).getValue()) {
      members.add(new NodeTuple(pair.getKeyNode(), copy(pair.getValueNode(), texts)));
    }
    return new MappingNode(node.getTag(), members, ((MappingNode) node).getFlowStyle());
  }

  private Value of(Node other) {
    return new Value(file, other, standsAt);
  }
}
