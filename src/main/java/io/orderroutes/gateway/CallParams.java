package io.orderroutes.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderroutes.json.Json;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;

/**
 * The business parameters of a call, as a route writes them: {@code name=template} joined by {@code
 * &}. A list becomes one comma-joined value; a dotted name becomes a member of the JSON object that
 * the platform expects, as text or, with {@code :number}, as a bare number.
 */
public final class CallParams {
  /** A name, {@code :number} if the value is written as a number, and the template of the value. */
  public static final Pattern PARAM =
      Pattern.compile("([\\w.-]*\\w)(:number)?\\s*=\\s*(.*)", Pattern.DOTALL);

  private final List<Param> params = new ArrayList<>();

  private record Param(List<String> objects, String name, boolean number, Expression template) {}

  CallParams(CamelContext camel, String text) {
    for (String param : text.isBlank() ? new String[0] : text.split("&")) {
      Matcher parts = PARAM.matcher(param.strip());
      if (!parts.matches()) {
        throw new IllegalArgumentException(
            "params '" + text + "': write name=value, several joined by &");
      }
      List<String> path = List.of(parts.group(1).split("\\."));
      List<String> objects = path.subList(0, path.size() - 1);
      boolean number = parts.group(2) != null && !objects.isEmpty();
      Expression template = template(camel, parts.group(3));
      params.add(new Param(objects, path.get(objects.size()), number, template));
    }
  }

  static Expression template(CamelContext camel, String text) {
    Expression template = camel.resolveLanguage("simple").createExpression(text);
    template.init(camel);
    return template;
  }

  SortedMap<String, String> of(Exchange exchange) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    for (Param param : params) {
      String value = text(param.template().evaluate(exchange, Object.class));
      if (param.objects().isEmpty() || !value.isBlank()) {
        put(values, param, value);
      }
    }
    SortedMap<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> value : values.properties()) {
      boolean text = value.getValue().isTextual();
      texts.put(value.getKey(), text ? value.getValue().textValue() : json(value.getValue()));
    }
    return texts;
  }

  private static String json(JsonNode value) {
    try {
      return Json.MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("params: cannot be written as JSON", e);
    }
  }

  private static void put(ObjectNode values, Param param, String value) {
    ObjectNode object = values;
    for (String name : param.objects()) {
      object = object.withObjectProperty(name);
    }
    if (param.number()) {
      object.put(param.name(), new BigInteger(value));
    } else {
      object.put(param.name(), value);
    }
  }

  private static String text(Object value) {
    if (value instanceof Collection<?> list) {
      return list.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
    return value == null ? "" : value.toString();
  }
}
