package io.orderroutes.lint.data;

import io.orderroutes.config.KnownKeys;
import io.orderroutes.config.Nearest;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Part;
import io.orderroutes.lint.files.Part.Kind;
import io.orderroutes.lint.files.Problem;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A {@code {{placeholder}}} names a key, a parameter of its Kamelet or template, or a bean. */
public final class PlaceholderRules {
  /** One without a default, and not optional. */
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}:?!]+)}}");

  /** What every template is given. */
  private static final Set<String> OF_EVERY_TEMPLATE = Set.of("routeId", "templateId", "uuid");

  private PlaceholderRules() {}

  public static Stream<Problem> of(Bundle bundle) {
    KnownKeys manual = KnownKeys.packaged();
    Set<String> keys = new TreeSet<>(bundle.furtherKeys());
    bundle.properties().forEach(property -> keys.add(property.key()));
    keys.addAll(System.getProperties().stringPropertyNames());
    return bundle.parts().flatMap(part -> of(part, keys, manual));
  }

  private static Stream<Problem> of(Part part, Set<String> keys, KnownKeys manual) {
    Set<String> given = given(part);
    return part.value()
        .texts()
        .flatMap(
            text ->
                PLACEHOLDER
                    .matcher(text.text())
                    .results()
                    .map(found -> found.group(1).strip())
                    .filter(name -> !given.contains(name) && !keys.contains(name))
                    .filter(name -> !manual.has(name))
                    .map(
                        name ->
                            text.problem(
                                "there is no %s: %s", "key " + name, remedy(name, given, manual))));
  }

  private static String remedy(String name, Set<String> given, KnownKeys manual) {
    return Nearest.to(name, given)
        .or(() -> manual.nearest(name))
        .map(near -> "write {{" + near + "}}")
        .orElse("set it in application.properties");
  }

  private static Set<String> given(Part part) {
    Set<String> given =
        part.parameters().stream()
            .map(Part.Parameter::name)
            .collect(Collectors.toCollection(TreeSet::new));
    given.addAll(part.localBeans());
    if (part.is(Kind.TEMPLATE)) {
      given.addAll(OF_EVERY_TEMPLATE);
    }
    return given;
  }
}
