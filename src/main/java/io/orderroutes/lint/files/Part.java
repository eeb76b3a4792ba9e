package io.orderroutes.lint.files;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Something that a file declares, with an id. */
public record Part(Kind kind, String id, Value value, boolean own) {
  /** What a file can declare. */
  public enum Kind {
    ROUTE("route"),
    CONFIGURATION("routeConfiguration"),
    TEMPLATE("routeTemplate"),
    KAMELET("Kamelet"),
    BEAN("bean");

    public final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /** The parts of a file of routes. */
  static Stream<Part> of(Value file, boolean own) {
    return file.items().stream()
        .flatMap(item -> item.members().stream())
        .flatMap(member -> of(member, own));
  }

  private static Stream<Part> of(Value.Member member, boolean own) {
    Value value = member.value();
    return switch (member.name().text()) {
      case "route" -> Stream.of(named(Kind.ROUTE, value, own));
      case "from" -> Stream.of(new Part(Kind.ROUTE, "", value, own));
      case "routeConfiguration" -> Stream.of(named(Kind.CONFIGURATION, value, own));
      case "routeTemplate" -> Stream.of(named(Kind.TEMPLATE, value, own));
      case "beans" ->
          value.items().stream().map(bean -> new Part(Kind.BEAN, bean.textAt("name"), bean, own));
      default -> Stream.empty();
    };
  }

  private static Part named(Kind kind, Value value, boolean own) {
    return new Part(kind, value.textAt("id"), value, own);
  }

  static Part kamelet(Value file, boolean own) {
    return new Part(Kind.KAMELET, file.textAt("metadata", "name"), file, own);
  }

  boolean replaces(Part packaged) {
    return own && kind == packaged.kind && id.equals(packaged.id);
  }

  public boolean is(Kind other) {
    return kind == other;
  }

  /** The start of a route, or of a template's route. */
  public Optional<Value> from() {
    return switch (kind) {
      case ROUTE -> value.at("from").or(() -> value.at("uri").map(uri -> value));
      case TEMPLATE -> value.at("from").or(() -> value.at("route", "from"));
      case KAMELET ->
          value
              .at("spec", "template", "from")
              .or(() -> value.at("spec", "template", "route", "from"));
      default -> Optional.empty();
    };
  }

  /** Beans that a template declares; its texts refer to them by placeholders. */
  public List<String> localBeans() {
    return Stream.of(value.at("beans"), value.at("spec", "template", "beans"))
        .flatMap(Optional::stream)
        .flatMap(beans -> beans.items().stream())
        .map(bean -> bean.textAt("name"))
        .toList();
  }

  /** The parameters of a Kamelet or a template. */
  public List<Parameter> parameters() {
    if (kind == Kind.TEMPLATE) {
      return value.at("parameters").stream()
          .flatMap(parameters -> parameters.items().stream())
          .map(one -> Parameter.of(one.textAt("name"), one, "defaultValue", one.textAt("required")))
          .toList();
    }
    List<String> required =
        value.at("spec", "definition", "required").stream()
            .flatMap(names -> names.items().stream().map(Value::text))
            .toList();
    return value.at("spec", "definition", "properties").stream()
        .flatMap(properties -> properties.members().stream())
        .map(
            one ->
                Parameter.of(
                    one.name().text(),
                    one.value(),
                    "default",
                    "" + required.contains(one.name().text())))
        .toList();
  }

  /** A parameter. */
  public record Parameter(String name, boolean required, String byDefault) {
    private static Parameter of(String name, Value one, String byDefault, String required) {
      boolean needed = one.at(byDefault).isEmpty() && !required.equals("false");
      return new Parameter(name, needed, one.textAt(byDefault));
    }
  }
}
