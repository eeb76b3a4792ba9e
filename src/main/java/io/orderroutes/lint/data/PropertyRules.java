package io.orderroutes.lint.data;

import io.orderroutes.config.KnownKeys;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Problem;
import java.util.stream.Stream;

/** A key under {@code orders.} is one of the manual's. */
public final class PropertyRules {
  private PropertyRules() {}

  public static Stream<Problem> of(Bundle bundle) {
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
