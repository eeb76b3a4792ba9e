package io.orderroutes.lint.routes;

import io.orderroutes.config.Packaged;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Problem;
import io.orderroutes.lint.files.Value;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A component that a step calls is packaged. */
public final class ComponentRules {
  private static final Pattern SCHEME = Pattern.compile("\\s*([a-z][a-z0-9-]*):.*");

  /** Members whose value is an endpoint. */
  private static final Set<String> ENDPOINTS =
      Set.of("uri", "to", "toD", "from", "wireTap", "poll", "deadLetterUri", "afterUri");

  /** Steps whose expression makes one endpoint, or several with a delimiter between them. */
  private static final Set<String> COMPUTED =
      Set.of("dynamicRouter", "enrich", "pollEnrich", "recipientList", "routingSlip");

  private ComponentRules() {}

  public static Stream<Problem> of(Bundle bundle) {
    return bundle
        .written()
        .flatMap(Value::everyMember)
        .flatMap(ComponentRules::endpoints)
        .flatMap(
            one -> {
              Matcher scheme = SCHEME.matcher(one.uri());
              return scheme.matches() && !Packaged.hasService("component", scheme.group(1))
                  ? Stream.of(
                      one.at()
                          .problem(
                              "the component %s is not packaged: write another one, or build with it in pom.xml",
                              scheme.group(1)))
                  : Stream.empty();
            });
  }

  private record Endpoint(String uri, Value at) {}

  private static Stream<Endpoint> endpoints(Value.Member member) {
    String name = member.name().text();
    if (ENDPOINTS.contains(name)) {
      return Stream.of(new Endpoint(member.value().text(), member.value()));
    }
    return COMPUTED.contains(name) ? computed(member.value()) : Stream.empty();
  }

  /** As far as its expression says them itself. */
  private static Stream<Endpoint> computed(Value step) {
    String given = step.textAt("delimiter") + step.textAt("uriDelimiter");
    String delimiter = Pattern.quote(given.isEmpty() ? "," : given);
    return step.everyMember()
        .filter(member -> member.is("constant") || member.is("simple"))
        .map(member -> member.value().at("expression").orElse(member.value()))
        .flatMap(
            text ->
                Arrays.stream(text.text().replaceAll("\\$\\{[^{}]*}", "\\$").split(delimiter))
                    .map(uri -> new Endpoint(uri, text)));
  }
}
