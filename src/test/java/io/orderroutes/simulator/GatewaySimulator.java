package io.orderroutes.simulator;

import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The platform's gateways on loopback, for tests and the sandbox: checks every call as they do,
 * with signing code of its own, and answers for any order id. {@link SpecialOrder} lists the ids
 * that cause trouble.
 */
public final class GatewaySimulator implements AutoCloseable {
  private static final int LOOPS = 2;
  private static final int LONGEST_LINE = 128 * 1024;

  private final Vertx vertx =
      Vertx.vertx(
          new VertxOptions()
              .setEventLoopPoolSize(LOOPS)
              .setFileSystemOptions(
                  new FileSystemOptions()
                      .setFileCachingEnabled(false)
                      .setClassPathResolvingEnabled(false)));
  private final CallRates rates = new CallRates();
  private final CallLog log = new CallLog();
  private final SimulatedTokens tokens = new SimulatedTokens();
  private final GatewayDesk desk = new GatewayDesk(rates, tokens);
  private final GatewayHttp http = new GatewayHttp(vertx, desk, log);
  private final AtomicInteger port = new AtomicInteger();

  /** One call as the gateway saw it; parameters are without session, signature and secrets. */
  public record Call(
      long atNanos,
      String appKey,
      String session,
      String api,
      Map<String, String> params,
      String outcome) {}

  private GatewaySimulator() {}

  /** Starts the gateway on the loopback port (0: any free one). */
  public static GatewaySimulator start(int port) {
    return start("127.0.0.1", port);
  }

  /** For a container, whose loopback nobody else reaches. */
  public static GatewaySimulator start(String host, int port) {
    GatewaySimulator simulator = new GatewaySimulator();
    try {
      // a negative port is any free one, the same for all loops
      join(
          simulator.vertx.deployVerticle(
              () -> simulator.new Listener(host, port == 0 ? -1 : port),
              new DeploymentOptions().setInstances(LOOPS)));
      return simulator;
    } catch (RuntimeException e) {
      simulator.close();
      throw e;
    }
  }

  public int port() {
    return port.get();
  }

  public String topUrl() {
    return "http://127.0.0.1:" + port() + "/router/rest";
  }

  public String iopUrl() {
    return "http://127.0.0.1:" + port() + "/sync";
  }

  /** Delays every answer by half to one and a half of the mean. */
  public void latency(Duration mean) {
    http.latency(mean, false);
  }

  /** Delays every answer by as much. */
  public void steadyLatency(Duration each) {
    http.latency(each, true);
  }

  /** How much later than others {@link SpecialOrder#SLOW} orders are answered. */
  public void slow(Duration extra) {
    http.slow(extra);
  }

  /** Whether {@code simplify=true} is honoured; otherwise every answer has its envelope. */
  public void simplifies(boolean honoured) {
    desk.simplifies(honoured);
  }

  /**
   * A token for the newer protocol and its refresh token, as {@code /auth/token/create} answers.
   */
  public String giveToken(Duration life, Duration lifeAfterRefresh) {
    return tokens.give(life, lifeAfterRefresh);
  }

  /** Takes no token and no refresh token any more that was given. */
  public void revokeTokens() {
    tokens.clear();
  }

  /** Bans the app for that long when it calls more often; 0 calls: no limit. */
  public void rate(String appKey, int callsPerSecond, int banSeconds) {
    rates.set(appKey, callsPerSecond, banSeconds);
  }

  /** From now on every call of the app is refused for the address that it comes from. */
  public void refuseAddress(String appKey) {
    desk.refuseApp(appKey, Refusal.ipWhitelist());
  }

  /** The same as if the app's secret had changed. */
  public void refuseSignature(String appKey) {
    desk.refuseApp(appKey, Refusal.platform(25, "Invalid signature", "IncompleteSignature"));
  }

  /** Calls of the app are taken again. */
  public void takeApp(String appKey) {
    desk.refuseApp(appKey, null);
  }

  /** While on, calls are accepted and held; their connections are dropped when it is off again. */
  public void silence(boolean on) {
    http.silence(on);
  }

  /** All calls, refused ones too. */
  public int calls() {
    return log.calls();
  }

  public int calls(String api) {
    return log.calls(api);
  }

  /** The last 100,000 calls, oldest first. */
  public List<Call> log() {
    return log.lastCalls();
  }

  public int refusedSignatures() {
    return log.refusedSignatures();
  }

  /** How long that connection was used that was used for longest. */
  public Duration longestConnection() {
    return http.longestConnection();
  }

  /** The most calls that were ever under way at once. */
  public int maxConcurrency() {
    return log.maxConcurrency();
  }

  /** Forgets calls, bans and healed orders, and sets everything settable back. */
  public void reset() {
    silence(false);
    latency(Duration.ZERO);
    slow(Duration.ofSeconds(2));
    simplifies(true);
    rates.clear();
    tokens.clear();
    desk.forgetHealed();
    log.clear();
  }

  @Override
  public void close() {
    join(vertx.close());
  }

  private static <T> T join(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  private final class Listener extends AbstractVerticle {
    private final String host;
    private final int wantedPort;

    Listener(String host, int wantedPort) {
      this.host = host;
      this.wantedPort = wantedPort;
    }

    @Override
    public void start(Promise<Void> started) {
      HttpServerOptions options =
          new HttpServerOptions()
              .setHost(host)
              .setPort(wantedPort)
              .setCompressionSupported(true)
              .addCompressor(StandardCompressionOptions.gzip())
              .setMaxInitialLineLength(LONGEST_LINE);
      Future<HttpServer> listening =
          super.vertx.createHttpServer(options).requestHandler(http).listen();
      listening.onSuccess(server -> port.set(server.actualPort()));
      listening.<Void>mapEmpty().onComplete(started);
    }
  }
}
