package io.orderroutes.lint;

import java.util.stream.Stream;

/** A key under {@code orders.} is one of the manual's. */
final class PropertyRules {
  private PropertyRules() {}

  static Stream<Problem> of(Bundle bundle) {
    KnownKeys manual = KnownKeys.packaged();
    return bundle.properties().stream()
        .filter(property -> property.key().startsWith("orders."))
        .filter(property -> !manual.has(property.key()))
        .map(
            property ->
                property.problem(
                    "there is no key %s: %s",
                    property.key(),
                    manual
                        .nearest(property.key())
                        .map(near -> "write " + near)
                        .orElse("no known key is near, see the packaged application.properties")));
  }
}
