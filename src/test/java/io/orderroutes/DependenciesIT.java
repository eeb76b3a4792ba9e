package io.orderroutes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderroutes.sandbox.Flow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The list of dependencies beside the jar names what is shipped, and nothing else as such. */
@DisabledIfSystemProperty(named = "service.native", matches = "true")
class DependenciesIT {
  private static final Path APP = Path.of("target", "quarkus-app");

  @Test
  void everyShippedJarIsListedAndNoOther() throws IOException {
    JsonNode list = Flow.json(Files.readAllBytes(APP.resolve("dependencies.cdx.json")));
    assertThat(list.path("bomFormat").asText()).isEqualTo("CycloneDX");
    List<String> listed = new ArrayList<>();
    for (JsonNode component : list.path("components")) {
      assertThat(component.path("purl").asText()).startsWith("pkg:maven/");
      if (component.path("properties").findValuesAsText("value").contains("runtime")
          && !component.path("group").asText().equals("io.orderroutes")) {
        listed.add(
            "%s.%s-%s.jar"
                .formatted(
                    component.path("group").asText(),
                    component.path("name").asText(),
                    component.path("version").asText()));
      }
    }
    assertThat(listed).hasSizeGreaterThan(100).containsExactlyInAnyOrderElementsOf(shipped());
  }

  private static List<String> shipped() throws IOException {
    try (Stream<Path> files = Files.walk(APP.resolve("lib"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jar"))
          .toList();
    }
  }
}
