package io.orderroutes.limits;

import java.time.Duration;
import java.util.Optional;

/**
 * A platform takes no calls of a scope: for a length that it names, the rest of its day, or some
 * time.
 */
public record Ban(Scope.Kind scope, Optional<Duration> length, boolean untilMidnight) {}
