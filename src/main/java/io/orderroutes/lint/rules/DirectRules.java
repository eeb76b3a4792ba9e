package io.orderroutes.lint.rules;

import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Part;
import io.orderroutes.lint.files.Report;
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

/** Every {@code direct:} leads to one route, and no route to itself without a condition. */
public final class DirectRules {
  private static final Pattern DIRECT = Pattern.compile("(direct:[A-Za-z0-9_.-]+)(?:\\?.*)?");

  /** Steps whose own steps run every time; those of any other may not run, or end. */
  private static final Set<String> ALWAYS =
      Set.of("pipeline", "step", "multicast", "doTry", "saga", "transacted", "circuitBreaker");

  private final Map<String, Value> starts = new LinkedHashMap<>();
  private final Map<String, List<Value>> calls = new LinkedHashMap<>();
  private final Set<Set<String>> cycles = new HashSet<>();
  private final Report report;

  private DirectRules(Report report) {
    this.report = report;
  }

  public static void check(Bundle bundle, Report report) {
    DirectRules rules = new DirectRules(report);
    bundle.running().forEach(rules::addStart);
    bundle.parts().forEach(rules::checkCalls);
    bundle.made().forEach(rules::checkCalls);
    rules.calls.keySet().forEach(rules::checkCycle);
  }

  private static String name(Value uri) {
    Matcher direct = DIRECT.matcher(uri.text());
    return direct.matches() ? direct.group(1) : "";
  }

  private void addStart(Part route) {
    Value uri = route.from().flatMap(from -> from.at("uri")).orElse(route.value());
    String name = name(uri);
    if (name.isEmpty()) {
      return;
    }
    Value other = starts.putIfAbsent(name, uri);
    if (other != null) {
      report.add(
          "a route in %s:%d starts at %s too: write another name",
          uri, other.file(), other.line(), name);
    } else {
      calls.put(name, new ArrayList<>());
      route.from().flatMap(from -> from.at("steps")).ifPresent(steps -> addCalls(steps, name));
    }
  }

  private void addCalls(Value steps, String name) {
    for (Value item : steps.items()) {
      for (Value.Member step : item.members()) {
        if (step.is("to")) {
          calls.get(name).add(step.value().at("uri").orElse(step.value()));
        } else if (ALWAYS.contains(step.name().text())) {
          step.value().at("steps").ifPresent(inner -> addCalls(inner, name));
        }
      }
    }
  }

  private void checkCalls(Part part) {
    Set<String> known = starts.keySet();
    for (Value.Member member : part.value().everyMember()) {
      String name = name(member.value());
      if (!name.isEmpty()) {
        report.known(member.value(), "route", name, known, "write one");
      }
    }
  }

  /** Follows the calls breadth first, so that the shortest cycle is reported. */
  private void checkCycle(String name) {
    Map<String, String> calledBy = new LinkedHashMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(name));
    while (!open.isEmpty()) {
      String at = open.pop();
      for (Value call : calls.getOrDefault(at, List.of())) {
        String next = name(call);
        if (next.equals(name)) {
          add(name, at, call, calledBy);
          return;
        }
        if (calls.containsKey(next) && calledBy.putIfAbsent(next, at) == null) {
          open.add(next);
        }
      }
    }
  }

  private void add(String name, String last, Value call, Map<String, String> calledBy) {
    Deque<String> way = new ArrayDeque<>();
    for (String at = last; !at.equals(name); at = calledBy.get(at)) {
      way.push(at);
    }
    Set<String> cycle = new TreeSet<>(way);
    cycle.add(name);
    if (cycles.add(cycle)) {
      String by = way.isEmpty() ? "" : " by " + String.join(", ", way);
      report.add("%s calls itself%s: put this step under a choice, or remove it", call, name, by);
    }
  }
}
