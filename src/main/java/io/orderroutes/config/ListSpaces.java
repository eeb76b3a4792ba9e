package io.orderroutes.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.regex.Pattern;

/** Lets every list in the configuration have spaces around its commas. */
public final class ListSpaces implements ConfigSourceInterceptor {
  /** The keys that hold a list; Kafka's own clients read their lists in the same way. */
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
