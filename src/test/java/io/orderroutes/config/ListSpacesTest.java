package io.orderroutes.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListSpacesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders.retry.topics",
        "orders.retry.waits",
        "orders.documents.drop",
        "orders.sellers.shop-1.ids",
        "orders.sellers.\"shop.1\".ids",
        "camel.main.routes-include-pattern",
        "camel.route-template[eu].topic"
      })
  void aListTakesSpacesAroundItsCommas(String key) {
    assertThat(config(key, " 1 , 2,\t3 ").getValues(key, String.class))
        .containsExactly("1", "2", "3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders.apps.main.secret", "orders.sellers.shop-1.session"})
  void anythingElseStaysAsItIs(String key) {
    assertThat(config(key, "a , b").getValue(key, String.class)).isEqualTo("a , b");
  }

  private static SmallRyeConfig config(String key, String value) {
    return new SmallRyeConfigBuilder()
        .withInterceptors(new ListSpaces())
        .withSources(new PropertiesConfigSource(Map.of(key, value), "test", 100))
        .build();
  }
}
