package io.orderroutes.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Answers each API with the bytes it was given, and checks nothing. */
public final class RecordedGateway implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;

  public static RecordedGateway start() throws Exception {
    RecordedGateway gateway = new RecordedGateway();
    gateway.server =
        gateway
            .vertx
            .createHttpServer()
            .requestHandler(gateway::answer)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    return gateway;
  }

  private void answer(HttpServerRequest request) {
    String api = request.getParam("method");
    asked.add(api);
    request.bodyHandler(
        form ->
            request
                .response()
                .putHeader("Content-Type", "application/json;charset=UTF-8")
                .end(Buffer.buffer(answer(api, form.toString()))));
  }

  /** An answer kept as {@code api@id} is the one for a request that holds the id. */
  private byte[] answer(String api, String form) {
    return answers.keySet().stream()
        .filter(key -> key.startsWith(api + "@") && form.contains(key.substring(api.length() + 1)))
        .findFirst()
        .map(answers::get)
        .orElseGet(() -> answers.getOrDefault(api, new byte[0]));
  }

  /** From now on only these answers are given; an API without one answers nothing. */
  public void serve(Map<String, byte[]> byApi) {
    asked.clear();
    answers.clear();
    answers.putAll(byApi);
  }

  /** One more answer, or another one for the same requests. */
  public void serveAlso(String api, byte[] answer) {
    answers.put(api, answer);
  }

  /** The APIs that were called since then, in order. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  public String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/router/rest";
  }

  @Override
  public void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
