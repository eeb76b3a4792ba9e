package io.orderroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceProcessTest {
  private static final Map<String, String> PROPERTIES = Map.of("orders.concurrency", "8");

  @Test
  void givesAJarItsPropertiesBeforeTheJar() {
    assertThat(
            ServiceProcess.withOptions(
                List.of("java", "@java.options", "-jar", "run.jar"), PROPERTIES))
        .containsExactly("java", "@java.options", "-Dorders.concurrency=8", "-jar", "run.jar");
  }

  @Test
  void givesAnExecutableItsPropertiesAfterIt() {
    assertThat(ServiceProcess.withOptions(List.of("./service-runner"), PROPERTIES))
        .containsExactly("./service-runner", "-Dorders.concurrency=8");
  }
}
