package io.orderroutes.limits;

import java.time.Duration;
import java.util.Optional;

/**
 * A ban of a scope: for the length that the platform names, until its day ends, or for a default
 * time.
 */
public record Ban(Scope.Kind scope, Optional<Duration> length, boolean untilMidnight) {}
