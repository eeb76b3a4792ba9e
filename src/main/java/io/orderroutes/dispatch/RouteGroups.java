package io.orderroutes.dispatch;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import io.orderroutes.config.ConfigurationError;
import io.orderroutes.config.OrdersConfig;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.CamelEvent.RouteAddedEvent;

/** The routes by their {@code group}: platforms, topics of events, topics of documents. */
@Singleton
public class RouteGroups {
  private static final String DIRECT = "direct:";
  private static final String DOCUMENT_TOPICS = "document-topics";

  private final CamelContext camel;
  private final String events;
  private volatile Optional<Groups> groups = Optional.empty();

  private record Groups(Map<String, List<RouteDefinition>> byName, Set<String> platforms) {}

  public RouteGroups(CamelContext camel, OrdersConfig config) {
    this.camel = camel;
    this.events = config.topics().events();
  }

  /** Keeps the start URIs of the routes of further topics of documents in a global variable. */
  void changed(@Observes RouteAddedEvent event) {
    groups = Optional.empty();
    if (DOCUMENT_TOPICS.equals(event.getRoute().getGroup())) {
      camel.setVariable(
          "global:documentTopics", of(DOCUMENT_TOPICS).stream().map(RouteGroups::start).toList());
    }
  }

  /** The platforms that have a route: the names after {@code direct:}. */
  Set<String> platforms() {
    return groups().platforms();
  }

  /** The platform of a topic's events that name none, if the topic's route says so. */
  Optional<String> platformOf(String eventsTopic) {
    return saidOf(eventsTopic, "platform");
  }

  /** The form of a topic's events, if the topic's route says so. */
  Optional<String> formOf(String eventsTopic) {
    return saidOf(eventsTopic, "form");
  }

  private Optional<String> saidOf(String eventsTopic, String name) {
    return eventsTopic.equals(events)
        ? Optional.empty()
        : of("events-topics").stream()
            .filter(route -> parameter(route, "topic").equals(eventsTopic))
            .map(route -> parameter(route, name))
            .filter(said -> !said.isEmpty())
            .findFirst();
  }

  /**
   * Stops the start if two routes read one topic, or if a route names an unknown platform or form.
   */
  void check(Collection<String> platforms, Collection<String> forms) {
    Set<String> topics = new HashSet<>(Set.of(events));
    for (RouteDefinition route : of("events-topics")) {
      String key = "camel.route-template[" + route.getRouteId() + "].";
      String topic = parameter(route, "topic");
      if (!topics.add(topic)) {
        throw new ConfigurationError(
            key + "topic", "is '" + topic + "', which is read already", "name each topic once");
      }
      String platform = parameter(route, "platform");
      if (!platform.isEmpty()) {
        ConfigurationError.known(key + "platform", platform, platforms);
      }
      String form = parameter(route, "form");
      if (!form.isEmpty()) {
        ConfigurationError.known(key + "form", form, forms);
      }
    }
  }

  private List<RouteDefinition> of(String group) {
    return groups().byName().getOrDefault(group, List.of());
  }

  private Groups groups() {
    Optional<Groups> known = groups;
    if (known.isEmpty()) {
      Map<String, List<RouteDefinition>> byName =
          ((ModelCamelContext) camel)
              .getRouteDefinitions().stream()
                  .filter(route -> route.getGroup() != null)
                  .collect(groupingBy(RouteDefinition::getGroup));
      Set<String> platforms =
          byName.getOrDefault("platforms", List.of()).stream()
              .map(route -> start(route).substring(DIRECT.length()))
              .collect(toCollection(TreeSet::new));
      known = Optional.of(new Groups(byName, platforms));
      groups = known;
    }
    return known.get();
  }

  /** The URI of the route's start, with the parameters of its template. */
  private static String start(RouteDefinition route) {
    String uri = route.getInput().getEndpointUri();
    for (Map.Entry<String, Object> parameter : parameters(route).entrySet()) {
      uri = uri.replace("{{" + parameter.getKey() + "}}", String.valueOf(parameter.getValue()));
    }
    return uri;
  }

  private static String parameter(RouteDefinition route, String name) {
    return String.valueOf(parameters(route).getOrDefault(name, ""));
  }

  private static Map<String, Object> parameters(RouteDefinition route) {
    return Optional.ofNullable(route.getTemplateParameters()).orElse(Map.of());
  }
}
