package io.orderroutes.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Reads what the service shows at its management port. One client serves all tests of a process. It
 * speaks HTTP/1.1, as Prometheus and probes do: the upgrade to HTTP/2 that Java's client offers by
 * default has lost a response.
 */
public final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Http() {}

  /** The response of a GET; none within 30 seconds is an error. */
  public static HttpResponse<String> get(String url) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30)).build();
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The text of the response. */
  public static String text(String url) {
    try {
      return get(url).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
