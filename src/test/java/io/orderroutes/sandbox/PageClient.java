package io.orderroutes.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Asks the operator's page over plain HTTP, with cookies and without following. */
public final class PageClient {
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([\\w-]+)\" value=\"([^\"]*)\">");

  private final String base;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager())
          .build();

  public PageClient(String base) {
    this.base = base;
  }

  public HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send(request(path, headers).GET());
  }

  public HttpResponse<String> post(String path, Map<String, String> form, String... headers)
      throws IOException, InterruptedException {
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(joining("&"));
    return send(
        request(path, headers)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The hidden fields of the last form of a page. */
  public static Map<String, String> fields(HttpResponse<String> page) {
    String html = page.body();
    String form = html.substring(Math.max(0, html.lastIndexOf("<form")));
    Map<String, String> fields = new TreeMap<>();
    HIDDEN
        .matcher(form)
        .results()
        .forEach(field -> fields.put(field.group(1), field.group(2).replace("&amp;", "&")));
    return fields;
  }

  /** Where an answer leads. */
  public static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }
}
