package io.orderroutes.lint.routes;

import io.orderroutes.config.Nearest;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Part;
import io.orderroutes.lint.files.Problem;
import io.orderroutes.lint.files.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every {@code direct:} leads to one route, and no route to itself without a condition. */
public final class DirectRules {
  private static final Pattern DIRECT = Pattern.compile("direct:([A-Za-z0-9_.-]+)(?:\\?.*)?");

  /** Steps whose own steps run every time; those of any other may not run, or end. */
  private static final Set<String> ALWAYS =
      Set.of("pipeline", "step", "multicast", "doTry", "saga", "transacted", "circuitBreaker");

  private final Map<String, Value> beginnings = new LinkedHashMap<>();
  private final Map<String, List<Value>> calls = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private DirectRules() {}

  public static Stream<Problem> of(Bundle bundle) {
    DirectRules rules = new DirectRules();
    bundle.running().forEach(rules::begin);
    bundle.parts().forEach(rules::called);
    bundle.running().filter(part -> part.value().standsAt().isPresent()).forEach(rules::called);
    Set<Set<String>> told = new HashSet<>();
    rules.calls.keySet().forEach(name -> rules.around(name, told));
    return rules.problems.stream();
  }

  private static String name(String uri) {
    Matcher direct = DIRECT.matcher(uri);
    return direct.matches() ? direct.group(1) : "";
  }

  private void begin(Part route) {
    Value uri = route.from().flatMap(from -> from.at("uri")).orElse(route.value());
    String name = name(uri.text());
    if (name.isEmpty()) {
      return;
    }
    Value other = beginnings.putIfAbsent(name, uri);
    if (other != null) {
      problems.add(
          uri.problem(
              "direct:%s is where the route in %s:%d begins too: write another name",
              name, other.file(), other.line()));
    } else {
      List<Value> found = new ArrayList<>();
      route.from().flatMap(from -> from.at("steps")).ifPresent(steps -> always(steps, found));
      calls.put(name, found);
    }
  }

  private static void always(Value steps, List<Value> found) {
    for (Value.Member step :
        steps.items().stream().flatMap(one -> one.members().stream()).toList()) {
      if (step.is("to")) {
        found.add(step.value().at("uri").orElse(step.value()));
      } else if (ALWAYS.contains(step.name().text())) {
        step.value().at("steps").ifPresent(inner -> always(inner, found));
      }
    }
  }

  private void called(Part part) {
    part.value()
        .everyMember()
        .map(Value.Member::value)
        .filter(value -> !name(value.text()).isEmpty())
        .filter(value -> !beginnings.containsKey(name(value.text())))
        .forEach(
            value ->
                problems.add(
                    value.problem(
                        "no route begins at %s: %s",
                        value.text(),
                        Nearest.to(name(value.text()), beginnings.keySet())
                            .map(near -> "write direct:" + near)
                            .orElse("write such a route"))));
  }

  /** Follows the calls breadth first, so that the shortest way round is told. */
  private void around(String name, Set<Set<String>> told) {
    Map<String, String> calledBy = new LinkedHashMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(name));
    while (!open.isEmpty()) {
      String at = open.pop();
      for (Value call : calls.getOrDefault(at, List.of())) {
        String next = name(call.text());
        if (next.equals(name)) {
          tell(name, at, call, calledBy, told);
          return;
        }
        if (calls.containsKey(next) && calledBy.putIfAbsent(next, at) == null) {
          open.add(next);
        }
      }
    }
  }

  private void tell(
      String name, String last, Value call, Map<String, String> calledBy, Set<Set<String>> told) {
    Deque<String> way = new ArrayDeque<>();
    for (String at = last; !at.equals(name); at = calledBy.get(at)) {
      way.push("direct:" + at);
    }
    Set<String> round = new TreeSet<>(way);
    round.add("direct:" + name);
    if (told.add(round)) {
      problems.add(
          call.problem(
              "direct:%s comes back to itself%s: put this step under a choice, or take it out",
              name, way.isEmpty() ? "" : " by way of " + String.join(", ", way)));
    }
  }
}
