package io.orderroutes.simulator;

import io.orderroutes.support.Keys;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.PfxOptions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Answers each call with whatever a test says, over HTTP or TLS, and checks nothing. */
public final class ScriptedGateway implements AutoCloseable {
  private static final String PATH = "/router/rest";

  private final Vertx vertx = Vertx.vertx();
  private final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
  private volatile Function<Call, Reply> script;
  private HttpServer server;
  private String scheme;

  /** One call: the path, and the parameters of its query and its form. */
  public record Call(String path, Map<String, String> params) {
    public String api() {
      return params.getOrDefault("method", "");
    }
  }

  /** An answer; one that is cut promises more bytes than come. */
  public record Reply(int status, Map<String, String> headers, byte[] body, boolean cut) {
    public static Reply of(byte[] body) {
      return new Reply(200, Map.of("Content-Type", "application/json;charset=UTF-8"), body, false);
    }

    public static Reply of(String body) {
      return of(body.getBytes(StandardCharsets.UTF_8));
    }

    public Reply status(int other) {
      return new Reply(other, headers, body, cut);
    }

    public Reply header(String name, String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put(name, value);
      return new Reply(status, more, body, cut);
    }

    public Reply cutOff() {
      return new Reply(status, headers, body, true);
    }
  }

  private ScriptedGateway(Function<Call, Reply> script) {
    this.script = script;
  }

  public static ScriptedGateway start(Function<Call, Reply> script) throws Exception {
    return start(new HttpServerOptions(), script);
  }

  /** Over TLS, with the key in a PKCS12 file of {@link Keys}. */
  public static ScriptedGateway startTls(Path keys, Function<Call, Reply> script) throws Exception {
    PfxOptions key = new PfxOptions().setPath(keys.toString()).setPassword(Keys.PASSWORD);
    return start(new HttpServerOptions().setSsl(true).setKeyCertOptions(key), script);
  }

  private static ScriptedGateway start(HttpServerOptions options, Function<Call, Reply> script)
      throws Exception {
    ScriptedGateway gateway = new ScriptedGateway(script);
    gateway.scheme = options.isSsl() ? "https" : "http";
    gateway.server =
        gateway
            .vertx
            .createHttpServer(options)
            .requestHandler(gateway::take)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    return gateway;
  }

  /** From now on calls are answered like this, and those before are forgotten. */
  public void answer(Function<Call, Reply> other) {
    calls.clear();
    script = other;
  }

  /** The calls since then, in the order in which they came. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  public String url() {
    return scheme + "://127.0.0.1:" + server.actualPort() + PATH;
  }

  private void take(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            form -> {
              Map<String, String> params = new HashMap<>(params(request.query()));
              params.putAll(params(form.toString()));
              Call call = new Call(request.path(), params);
              calls.add(call);
              send(request, script.apply(call));
            });
  }

  private static Map<String, String> params(String query) {
    Map<String, String> params = new HashMap<>();
    for (String pair : query == null ? new String[0] : query.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        params.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return params;
  }

  private static void send(HttpServerRequest request, Reply reply) {
    HttpServerResponse response = request.response().setStatusCode(reply.status());
    reply.headers().forEach(response::putHeader);
    Buffer body = Buffer.buffer(reply.body());
    if (reply.cut()) {
      response
          .putHeader("Content-Length", Integer.toString(body.length() + 1))
          .write(body)
          .onComplete(written -> request.connection().close());
    } else {
      response.end(body);
    }
  }

  @Override
  public void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
