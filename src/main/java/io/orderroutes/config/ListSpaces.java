package io.orderroutes.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.regex.Pattern;

/** Removes spaces around the commas of lists in the configuration. */
public final class ListSpaces implements ConfigSourceInterceptor {
  /** The keys of lists; Kafka's clients trim their own lists. */
  private static final Pattern LISTS =
      Pattern.compile(
          "orders\\.retry\\.(topics|waits)|orders\\.documents\\.drop|orders\\.sellers\\..+\\.ids"
              + "|camel\\.main\\.routes-include-pattern|camel\\.component\\.kamelet\\.location"
              + "|camel\\.route-template\\[.+]\\.topic");

  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  @Override
  public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
    ConfigValue value = context.proceed(name);
    return value == null || value.getValue() == null || !LISTS.matcher(name).matches()
        ? value
        : value.withValue(COMMA.matcher(value.getValue().strip()).replaceAll(","));
  }
}
