package io.orderroutes.simulator;

import io.orderroutes.simulator.GatewaySimulator.Call;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** The HTTP side: reads a call, waits without holding a thread, and writes what the call gets. */
final class GatewayHttp implements Handler<HttpServerRequest> {
  private final Vertx vertx;
  private final GatewayDesk desk;
  private final CallLog log;
  private final Random jitter = new Random(1);
  private final Set<HttpServerRequest> held = ConcurrentHashMap.newKeySet();
  private final Map<HttpConnection, Long> connections =
      Collections.synchronizedMap(new WeakHashMap<>());
  private final AtomicLong longestConnection = new AtomicLong();
  private volatile Duration latency = Duration.ZERO;
  private volatile boolean steady;
  private volatile Duration slow = Duration.ofSeconds(2);
  private volatile boolean silent;

  GatewayHttp(Vertx vertx, GatewayDesk desk, CallLog log) {
    this.vertx = vertx;
    this.desk = desk;
    this.log = log;
  }

  /** How long that connection was used that was used for longest. */
  Duration longestConnection() {
    return Duration.ofNanos(longestConnection.get());
  }

  void latency(Duration mean, boolean alwaysTheSame) {
    this.steady = alwaysTheSame;
    this.latency = mean;
  }

  void slow(Duration extra) {
    this.slow = extra;
  }

  void silence(boolean on) {
    silent = on;
    if (!on) {
      held.forEach(this::drop);
    }
  }

  @Override
  public void handle(HttpServerRequest request) {
    long atNanos = System.nanoTime();
    long since = connections.computeIfAbsent(request.connection(), opened -> atNanos);
    longestConnection.accumulateAndGet(atNanos - since, Math::max);
    Optional<GatewayProtocol> protocol = GatewayProtocol.at(request.path());
    if (protocol.isEmpty()) {
      request.response().setStatusCode(404).end();
      return;
    }
    request.body().onSuccess(body -> serve(request, protocol.get(), body, atNanos));
  }

  private void serve(
      HttpServerRequest request, GatewayProtocol gatewayProtocol, Buffer body, long atNanos) {
    countUntilTheEnd(request.response());
    GatewayRequest call;
    try {
      String query = request.query() == null ? "" : request.query();
      call =
          new GatewayRequest(
              gatewayProtocol,
              request.method().name(),
              request.path(),
              GatewayRequest.params(query, body.toString()));
    } catch (IllegalArgumentException brokenEscape) {
      request.response().setStatusCode(400).end();
      return;
    }
    if (silent) {
      write(call, "held", false, atNanos);
      hold(request);
      return;
    }
    GatewayReply reply = desk.serve(call);
    write(call, reply.label(), reply.badSignature(), atNanos);
    sendLater(request, reply);
  }

  private void countUntilTheEnd(HttpServerResponse response) {
    AtomicBoolean underWay = new AtomicBoolean(true);
    log.begin();
    Handler<Void> end =
        done -> {
          if (underWay.getAndSet(false)) {
            log.end();
          }
        };
    response.endHandler(end).closeHandler(end);
  }

  private void write(GatewayRequest call, String outcome, boolean badSignature, long atNanos) {
    log.add(
        new Call(
            atNanos,
            call.value("app_key").orElse(""),
            call.session().orElse(""),
            call.apiName(),
            call.loggedParams(),
            outcome),
        badSignature);
  }

  private void hold(HttpServerRequest request) {
    held.add(request);
    request.connection().closeHandler(closed -> held.remove(request));
    if (!silent) {
      drop(request);
    }
  }

  private void drop(HttpServerRequest request) {
    held.remove(request);
    request.connection().close();
  }

  private void sendLater(HttpServerRequest request, GatewayReply reply) {
    long mean = latency.toMillis();
    long millis = (steady ? mean : jittered(mean)) + (reply.slow() ? slow.toMillis() : 0);
    if (millis <= 0) {
      send(request, reply);
    } else {
      vertx.setTimer(millis, timer -> send(request, reply));
    }
  }

  /** Half to one and a half of the mean, so that answers overtake each other. */
  private long jittered(long mean) {
    return mean <= 0 ? 0 : mean / 2 + Math.round(jitter.nextDouble() * mean);
  }

  private void send(HttpServerRequest request, GatewayReply reply) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    Buffer body = Buffer.buffer(reply.body());
    response.setStatusCode(reply.status()).putHeader(HttpHeaders.CONTENT_TYPE, reply.type());
    if (!reply.retryAfter().isEmpty()) {
      response.putHeader("Retry-After", reply.retryAfter());
    }
    if (!reply.orderly()) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY); // never compressed
    }
    switch (reply.cut()) {
      case NOWHERE -> response.end(body);
      case BEFORE_THE_ANSWER -> request.connection().close();
      case IN_THE_BODY ->
          response
              .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()))
              .write(body.getBuffer(0, body.length() / 2))
              .onComplete(written -> request.connection().close());
    }
  }
}
