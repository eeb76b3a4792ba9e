package io.orderroutes.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;

/**
 * The business parameters of a call, as a route writes them: {@code name=template} joined by {@code
 * &}. A list becomes one comma-joined value; a dotted name becomes a member of the JSON object that
 * the platform expects, as text or, with {@code :number}, as a bare number.
 */
final class CallParams {
  private final List<Param> params = new ArrayList<>();

  private record Param(String name, String member, boolean number, Expression value) {}

  CallParams(CamelContext camel, String text) {
    if (text.isBlank()) {
      return;
    }
    for (String param : text.split("&")) {
      int equals = param.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "params '" + text + "': write name=value, several joined by &");
      }
      params.add(param(camel, param.substring(0, equals).strip(), param.substring(equals + 1)));
    }
  }

  private static Param param(CamelContext camel, String name, String template) {
    boolean number = name.endsWith(":number");
    String path = number ? name.substring(0, name.length() - ":number".length()) : name;
    int dot = path.indexOf('.');
    Expression value = template(camel, template.strip());
    return dot < 0
        ? new Param(path, "", number, value)
        : new Param(path.substring(0, dot), path.substring(dot + 1), number, value);
  }

  static Expression template(CamelContext camel, String text) {
    Expression template = camel.resolveLanguage("simple").createExpression(text);
    template.init(camel);
    return template;
  }

  SortedMap<String, String> of(Exchange exchange) {
    SortedMap<String, String> values = new TreeMap<>();
    SortedMap<String, ObjectNode> objects = new TreeMap<>();
    for (Param param : params) {
      String value = text(param.value().evaluate(exchange, Object.class));
      if (param.member().isEmpty()) {
        values.put(param.name(), value);
      } else if (!value.isBlank()) {
        put(
            objects.computeIfAbsent(param.name(), name -> JsonNodeFactory.instance.objectNode()),
            param,
            value);
      }
    }
    objects.forEach((name, object) -> values.put(name, object.toString()));
    return values;
  }

  private static void put(ObjectNode object, Param param, String value) {
    ObjectNode parent = object;
    String member = param.member();
    for (int dot = member.indexOf('.'); dot >= 0; dot = member.indexOf('.')) {
      parent = parent.withObjectProperty(member.substring(0, dot));
      member = member.substring(dot + 1);
    }
    if (param.number()) {
      parent.put(member, new BigInteger(value));
    } else {
      parent.put(member, value);
    }
  }

  private static String text(Object value) {
    if (value instanceof Collection<?> list) {
      return list.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
    return value == null ? "" : value.toString();
  }
}
