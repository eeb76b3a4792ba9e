package io.orderroutes.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.sellers.Configured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.FileWatcherResourceReloadStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingReloadTest {
  private final Mappings mappings =
      new Mappings(Configured.shops().config(), new SimpleMeterRegistry());
  private final DefaultCamelContext camel = new DefaultCamelContext();

  @TempDir private Path dir;

  @BeforeEach
  void watch() throws Exception {
    write("aliexpress.jslt", "import \"phase.jslt\" as own {\"status\": {\"phase\": own:phase()}}");
    write("phase.jslt", "def phase() \"paid\"");
    MappingReload.watch(mappings, dir, camel);
    mappings.compile(List.of("aliexpress", "alibaba"));
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void aChangedFileIsUsedAtOnceAlsoWhereAnotherImportsIt() throws Exception {
    assertThat(phase("aliexpress")).isEqualTo("paid");
    write("phase.jslt", "def phase() \"shipped\"");
    Flow.await(() -> phase("aliexpress").equals("shipped"));
    write("alibaba.jslt", "{\"status\": {\"phase\": \"frozen\"}}");
    Flow.await(() -> phase("alibaba").equals("frozen"));
  }

  @Test
  void aWrongFileChangesNothingAndTheNextRightOneIsUsed() throws Exception {
    write("aliexpress.jslt", "{\"status\": {\"phase\": \"shipped\"}}}}");
    Flow.await(() -> lastError().contains("aliexpress.jslt is wrong"));
    assertThat(phase("aliexpress")).isEqualTo("paid");
    write("aliexpress.jslt", "{\"status\": {\"phase\": \"created\"}}");
    Flow.await(() -> phase("aliexpress").equals("created"));
  }

  private String lastError() {
    Exception error = camel.hasService(FileWatcherResourceReloadStrategy.class).getLastError();
    return String.valueOf(error);
  }

  private String phase(String flow) {
    return mappings.map(flow, JsonNodeFactory.instance.objectNode()).at("/status/phase").asText();
  }

  private void write(String name, String mapping) throws Exception {
    Files.writeString(dir.resolve(name), mapping);
  }
}
