package io.orderroutes.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.orderroutes.config.ConfigurationError;
import io.orderroutes.config.OrdersConfig;
import io.orderroutes.parked.ParkedIndex;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** The operator's page on the HTTP port, where {@code orders.page.enabled} asks for it. */
@Singleton
public class Pages {
  private static final Logger LOG = Logger.getLogger(Pages.class);
  private static final int FORM_BYTES_MAX = 16_384;
  private static final long SAMPLE_MILLIS = 5000;
  private static final int METHOD = 405;
  private static final List<String> TAKING_FORMS = List.of("/login", "/logout");
  private static final Map<Integer, String> SENTENCES =
      Map.of(
          404,
          "There is no such page.",
          METHOD,
          "This address takes no such request. Nothing was done.",
          413,
          "The form is too large. Nothing was done.",
          500,
          "The page could not be made; the log of the service says why.");

  private final OrdersConfig config;
  private final Config all;
  private final Instance<Overviews> overviews;
  private final Instance<ParkedIndex> index;
  private final Instance<ParkedPages> parked;
  private final Instance<ReplayPages> replays;

  /** Nothing of it is made while the page is off. */
  public Pages(
      OrdersConfig config,
      Config all,
      Instance<Overviews> overviews,
      Instance<ParkedIndex> index,
      Instance<ParkedPages> parked,
      Instance<ReplayPages> replays) {
    this.config = config;
    this.all = all;
    this.overviews = overviews;
    this.index = index;
    this.parked = parked;
    this.replays = replays;
  }

  void routes(@Observes Router router, Vertx vertx) {
    if (config.page().enabled()) {
      checkMost("records-max", config.page().recordsMax());
      checkMost("replay-max", config.page().replayMax());
      Access access = new Access(config.page(), all.getValue("quarkus.http.host", String.class));
      router
          .route("/*")
          .subRouter(pages(vertx, new AuthFilter(access, new Sessions(System::nanoTime))));
      index.get().start();
      vertx.setPeriodic(0, SAMPLE_MILLIS, sample -> overviews.get().sample());
    }
  }

  private static void checkMost(String key, int most) {
    if (most < 1) {
      throw new ConfigurationError(
          "orders.page." + key, "is " + most, "write a number of records, 1 or more");
    }
  }

  private Router pages(Vertx vertx, AuthFilter authFilter) {
    Router pages = Router.router(vertx);
    String style = style();
    pages.route().handler(authFilter::enter);
    pages
        .get("/style.css")
        .handler(ask -> ask.response().putHeader("Content-Type", "text/css").end(style));
    pages.post().handler(authFilter::origin);
    pages.post().handler(BodyHandler.create(false).setBodyLimit(FORM_BYTES_MAX));
    pages.post("/login").handler(authFilter::login);
    pages.route().handler(authFilter::session);
    pages.post().handler(authFilter::form);
    pages.post("/logout").handler(authFilter::leave);
    answer(pages.get("/"), authFilter, "Overview", this::overview);
    answer(pages.get("/parked"), authFilter, "Parked records", parked.get()::list);
    answer(pages.get("/parked/:partition/:offset"), authFilter, "Parked record", parked.get()::one);
    answer(pages.get("/orders/:order"), authFilter, "Order", parked.get()::order);
    answer(pages.get("/replays"), authFilter, "Replays", replays.get()::list);
    answer(pages.get("/replays/new"), authFilter, "Replay a group", replays.get()::confirm);
    answer(pages.get("/replays/:run"), authFilter, "Replay", replays.get()::run);
    answer(pages.post("/replays"), authFilter, "Replay", replays.get()::begin);
    for (String path : TAKING_FORMS) {
      pages.get(path).handler(ask -> ask.fail(METHOD));
    }
    pages.post().handler(ask -> ask.fail(METHOD));
    pages.route().handler(ask -> ask.fail(404));
    pages.route().failureHandler(ask -> failed(ask, authFilter));
    return pages;
  }

  /** Kafka is asked while a page is made, so that is done beside the threads that take requests. */
  private static void answer(
      Route route,
      AuthFilter authFilter,
      String title,
      BiFunction<RoutingContext, Shell, Reply> page) {
    route.blockingHandler(
        ask -> {
          try {
            page.apply(ask, authFilter.shell(ask, title)).send(ask);
          } catch (KafkaException e) {
            LOG.warnf("a page could not be made: %s", e.toString());
            throw new RefusedException(503, "The broker does not answer, or refuses. Try again.");
          }
        },
        false);
  }

  private static void failed(RoutingContext request, AuthFilter authFilter) {
    if (request.response().ended()) {
      return;
    }
    Throwable cause = request.failure();
    int status = Math.max(request.statusCode(), 400);
    String sentence = SENTENCES.getOrDefault(status, "The request cannot be answered.");
    if (cause instanceof RefusedException refused) {
      status = refused.status();
      sentence = refused.getMessage();
    } else if (cause != null) {
      LOG.error("a page failed", cause);
    }
    Reply.page(status, Templates.message(authFilter.shell(request, title(status)), sentence))
        .send(request);
  }

  private static String title(int status) {
    return HttpResponseStatus.valueOf(status).reasonPhrase();
  }

  private Reply overview(RoutingContext request, Shell shell) {
    return Reply.page(Templates.overview(shell, overviews.get().now(), index.get().size()));
  }

  private static String style() {
    try (InputStream style = Pages.class.getResourceAsStream("/page/style.css")) {
      return new String(style.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
