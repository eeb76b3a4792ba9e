package io.orderroutes.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderroutes.sandbox.Flow;
import io.orderroutes.support.Http;
import io.orderroutes.support.ProjectFiles;
import io.orderroutes.support.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A real Prometheus with the shipped configuration and rules, in which every minute of a window, an
 * offset or a {@code for} is a second, and every second one is scraped and judged. A copy that does
 * not poll is told after ten seconds instead of sixty.
 */
public final class Prometheus implements AutoCloseable {
  private static final Pattern LISTENS = Pattern.compile("\"Listening on\" address=(\\S+)");

  private final Process process;
  private final Path log;

  private Prometheus(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Scrapes these, {@code host:port}; its files go into the directory. */
  public static Prometheus start(Tool program, Path dir, List<String> targets) throws IOException {
    String list =
        targets.stream()
            .map(target -> "- " + target)
            .collect(Collectors.joining("\n" + " ".repeat(10)));
    Files.writeString(
        dir.resolve("prometheus.yml"),
        ProjectFiles.text("observability/prometheus.yml")
            .replaceAll("_interval: \\d+s", "_interval: 1s")
            .replace("- service:9876", list));
    Files.writeString(
        dir.resolve("alerts.yml"),
        ProjectFiles.text("observability/alerts.yml")
            .replaceAll("(\\[|offset |for: )(\\d+)m", "$1$2s")
            .replace("_age_seconds > 60", "_age_seconds > 10"));
    Path log = dir.resolve("prometheus.log");
    Process process =
        new ProcessBuilder(
                program.program().toString(),
                "--config.file=" + dir.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + dir.resolve("data"),
                "--web.listen-address=127.0.0.1:0")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Prometheus prometheus = new Prometheus(process, log);
    Flow.await(() -> !prometheus.address().isEmpty() || !process.isAlive());
    return prometheus;
  }

  private String address() {
    try {
      Matcher found = LISTENS.matcher(Files.readString(log));
      return found.find() ? found.group(1) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The alerts that fire now. */
  public List<JsonNode> firing() {
    return list(get("/api/v1/alerts").at("/data/alerts")).stream()
        .filter(alert -> alert.path("state").asText().equals("firing"))
        .toList();
  }

  /** The series that a query finds now. */
  public List<JsonNode> query(String query) {
    String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
    return list(get("/api/v1/query?query=" + encoded).at("/data/result"));
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private JsonNode get(String path) {
    return Flow.json(Http.text("http://" + address() + path).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
