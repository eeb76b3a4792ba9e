package io.orderroutes.events;

import io.orderroutes.events.EventForm.Part;
import io.orderroutes.events.FormCondition.Equal;
import io.orderroutes.events.FormCondition.Kind;
import io.orderroutes.events.json.Place;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one form of a file. */
record FormReader(FormYaml yaml, UnaryOperator<String> spelling) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
  private static final Pattern PATH =
      Pattern.compile("\\.|(base64:)?[^.\\[\\]:\\s]+(\\[])?(\\.[^.\\[\\]:\\s]+(\\[])?)*");
  private static final Pattern HEADER = Pattern.compile("header:[^\\s:]+");
  private static final Pattern BYTES = Pattern.compile("([0-9a-fA-F]{2}){1,16}");
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,3}");
  private static final Set<String> CONDITIONS =
      Set.of("is", "bytes", "has", "any", "lacks", "null", "equals", "header", "topic");

  /** A form must have at least one of these. */
  private static final List<String> ANSWERS =
      List.of("order-id", "unwrap", "each", "skip", "tombstone", "refuse");

  /** The only header that may name the order of an event. */
  private static final String SUBJECT = "header:ce_subject";

  EventForm form(Node node, Map<String, Node> members) {
    var name = textOf(members, "name").orElse("");
    if (!NAME.matcher(name).matches()) {
      yaml.mistake(node, "a form needs a name of small letters, digits and -: write name:");
    }
    if (members.keySet().stream().noneMatch(ANSWERS::contains)) {
      yaml.mistake(node, "the form " + name + " says nothing of an order: write one of " + ANSWERS);
    }
    var parts = parts(members);
    boolean adds =
        members.containsKey("default-platform")
            || parts.stream()
                .flatMap(List::stream)
                .anyMatch(place -> place.kind() != Place.Kind.HEADER);
    return new EventForm(
        name,
        condition(members.get("when")),
        count(members.get("skip")),
        places(members.get("unwrap")),
        places(members.get("each")),
        textOf(members, "tombstone").filter("true"::equals).isPresent(),
        textOf(members, "refuse"),
        textOf(members, "default-platform"),
        parts,
        adds);
  }

  private List<List<Place>> parts(Map<String, Node> members) {
    return Stream.of(Part.values()).map(part -> places(part, members.get(part.key()))).toList();
  }

  private List<Place> places(Part part, Node node) {
    var places = places(node);
    places.forEach(place -> steering(part, place, node));
    return places;
  }

  /** No header may steer the service. */
  private void steering(Part part, Place place, Node node) {
    boolean harmless = part.describes() || place.kind() != Place.Kind.HEADER;
    boolean subject = part == Part.ORDER_ID && place.text().equals(SUBJECT);
    if (!harmless && !subject) {
      yaml.mistake(
          node,
          part.key()
              + " is read from a header, which may only say "
              + SUBJECT
              + " of the order: write a place in the value");
    }
  }

  private FormCondition condition(Node node) {
    Map<String, Node> when = node == null ? new LinkedHashMap<>() : yaml.members(node, CONDITIONS);
    return new FormCondition(
        textOf(when, "is").flatMap(word -> kind(when.get("is"), word)),
        textOf(when, "bytes")
            .filter(
                bytes ->
                    checked(
                        when.get("bytes"), bytes, BYTES, "two hexadecimal digits for each byte"))
            .map(HexFormat.of()::parseHex)
            .orElse(new byte[0]),
        places(when.get("has")),
        places(when.get("any")),
        places(when.get("lacks")),
        places(when.get("null")),
        patterns(when.get("equals")).entrySet().stream()
            .map(one -> new Equal(Place.of(one.getKey(), spelling), one.getValue()))
            .toList(),
        patterns(when.get("header")).entrySet().stream()
            .map(
                one ->
                    new Equal(
                        Place.of(Place.HEADER + header(one.getKey()), spelling), one.getValue()))
            .toList(),
        Optional.of(yaml.texts(when.get("topic")))
            .filter(topics -> !topics.isEmpty())
            .map(topics -> topics.stream().map(FormCondition::like).reduce(Predicate::or).get()));
  }

  private Optional<Kind> kind(Node node, String word) {
    var known =
        Stream.of(Kind.values())
            .map(FormReader::word)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!known.contains(word)) {
      yaml.mistake(node, "a value is never " + word + ": write one of " + known);
    }
    return Stream.of(Kind.values()).filter(kind -> word(kind).equals(word)).findFirst();
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The name as it is looked up, whatever its spelling. */
  static String header(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("ce-") ? "ce_" + lower.substring(3) : lower;
  }

  private Map<String, Predicate<String>> patterns(Node node) {
    var patterns = new LinkedHashMap<String, Predicate<String>>();
    if (node != null) {
      yaml.members(node)
          .forEach(
              (name, text) ->
                  patterns.put(
                      name,
                      yaml.texts(text).stream()
                          .map(FormCondition::like)
                          .reduce(Predicate::or)
                          .orElse(any -> false)));
    }
    return patterns;
  }

  private List<Place> places(Node node) {
    return yaml.texts(node).stream()
        .filter(
            text ->
                HEADER.matcher(text).matches()
                    || checked(node, text, PATH, "dotted names of members, [] after a list"))
        .map(text -> Place.of(text.startsWith(Place.HEADER) ? header(text) : text, spelling))
        .toList();
  }

  private boolean checked(Node node, String text, Pattern pattern, String remedy) {
    boolean well = pattern.matcher(text).matches();
    if (!well) {
      yaml.mistake(node, "'" + text + "' cannot be read: write " + remedy);
    }
    return well;
  }

  private int count(Node node) {
    boolean given = node != null && checked(node, yaml.text(node), COUNT, "a number of bytes");
    return given ? Integer.parseInt(yaml.text(node)) : 0;
  }

  private Optional<String> textOf(Map<String, Node> members, String name) {
    return Optional.ofNullable(members.get(name)).map(yaml::text);
  }
}
