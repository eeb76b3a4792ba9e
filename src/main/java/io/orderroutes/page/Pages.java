package io.orderroutes.page;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.orderroutes.config.ConfigurationError;
import io.orderroutes.config.OrdersConfig;
import io.orderroutes.config.Packaged;
import io.orderroutes.parked.ParkedIndex;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** The operator's page on the HTTP port, if {@code orders.page.enabled} is set. */
@Singleton
public class Pages {
  private static final Logger LOG = Logger.getLogger(Pages.class);
  private static final int FORM_BYTES_MAX = 16_384;
  private static final long SAMPLE_MILLIS = 5000;
  private static final int METHOD = 405;
  private static final Map<Integer, String> SENTENCES =
      Map.of(
          404,
          "There is no such page.",
          METHOD,
          "This address does not accept such a request. Nothing was done.",
          413,
          "The form is too large. Nothing was done.",
          500,
          "The page failed; the log of the service says why.");

  /** What the pages are made by. */
  @Singleton
  record Makers(Overviews overviews, ParkedIndex index, ParkedPages parked, ReplayPages replays) {
    Reply overview(RoutingContext request, Shell shell) {
      return Reply.page(Templates.overview(shell, overviews.now(), index.entries().size()));
    }
  }

  /** Creates nothing of the page while it is off. */
  void routes(
      @Observes Router router,
      Vertx vertx,
      OrdersConfig orders,
      Config config,
      Instance<Makers> makers) {
    if (orders.page().enabled()) {
      checkMost("records-max", orders.page().recordsMax());
      checkMost("replay-max", orders.page().replayMax());
      Access access = new Access(orders.page(), config.getValue("quarkus.http.host", String.class));
      AuthFilter filter = new AuthFilter(access, new Sessions(System::nanoTime));
      Makers page = makers.get();
      router.route("/*").subRouter(pages(vertx, filter, page));
      page.index.start();
      vertx.setPeriodic(0, SAMPLE_MILLIS, sample -> page.overviews.sample());
    }
  }

  private static void checkMost(String key, int most) {
    if (most < 1) {
      throw new ConfigurationError(
          "orders.page." + key, "is " + most, "write a number of records, 1 or more");
    }
  }

  private static Router pages(Vertx vertx, AuthFilter filter, Makers page) {
    Router pages = Router.router(vertx);
    String style = Packaged.text("page/style.css");
    pages.route().handler(filter::enter);
    pages
        .get("/style.css")
        .handler(ask -> ask.response().putHeader("Content-Type", "text/css").end(style));
    pages.post().handler(filter::origin);
    pages.post().handler(BodyHandler.create(false).setBodyLimit(FORM_BYTES_MAX));
    pages.post("/login").handler(filter::login);
    pages.route().handler(filter::session);
    pages.post().handler(filter::form);
    pages.post("/logout").handler(filter::leave);
    respond(pages.get("/"), filter, "Overview", page::overview);
    respond(pages.get("/parked"), filter, "Parked records", page.parked::list);
    respond(pages.get("/parked/:partition/:offset"), filter, "Parked record", page.parked::one);
    respond(pages.get("/orders/:order"), filter, "Order", page.parked::order);
    respond(pages.get("/replays"), filter, "Replays", page.replays::list);
    respond(pages.get("/replays/new"), filter, "Replay a group", page.replays::confirm);
    respond(pages.get("/replays/:run"), filter, "Replay", page.replays::run);
    respond(pages.post("/replays"), filter, "Replay", page.replays::begin);
    pages.get("/login").handler(ask -> ask.fail(METHOD));
    pages.get("/logout").handler(ask -> ask.fail(METHOD));
    pages.post().handler(ask -> ask.fail(METHOD));
    pages.route().handler(ask -> ask.fail(404));
    pages.route().failureHandler(ask -> failed(ask, filter));
    return pages;
  }

  /** A page may read from Kafka, so it is made on a thread that may block. */
  private static void respond(
      Route route, AuthFilter filter, String title, BiFunction<RoutingContext, Shell, Reply> page) {
    route.blockingHandler(
        ask -> {
          try {
            page.apply(ask, filter.shell(ask, title)).send(ask);
          } catch (KafkaException e) {
            LOG.warnf("a page failed because of Kafka: %s", e.toString());
            throw new RefusedException(
                503, "The broker does not respond, or refuses the request. Try again.");
          }
        },
        false);
  }

  private static void failed(RoutingContext request, AuthFilter filter) {
    if (request.response().ended()) {
      return;
    }
    Throwable cause = request.failure();
    int status = Math.max(request.statusCode(), 400);
    String sentence = SENTENCES.getOrDefault(status, "The request failed.");
    if (cause instanceof RefusedException refused) {
      status = refused.status;
      sentence = refused.getMessage();
    } else if (cause != null) {
      LOG.error("a page failed", cause);
    }
    String title = HttpResponseStatus.valueOf(status).reasonPhrase();
    Reply.page(status, Templates.message(filter.shell(request, title), sentence)).send(request);
  }
}
