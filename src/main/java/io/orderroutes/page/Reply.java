package io.orderroutes.page;

import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** A response: a page, or a redirect. */
record Reply(int status, TemplateInstance page, String location) {
  static Reply page(TemplateInstance page) {
    return new Reply(200, page, "");
  }

  static Reply page(int status, TemplateInstance page) {
    return new Reply(status, page, "");
  }

  /** After a form: reloading the page does not send the form again. */
  static Reply goTo(String location) {
    return new Reply(303, null, location);
  }

  void send(RoutingContext request) {
    HttpServerResponse response = request.response().setStatusCode(status);
    if (page == null) {
      response.putHeader("Location", location).end();
    } else {
      response.putHeader("Content-Type", "text/html;charset=UTF-8").end(page.render());
    }
  }
}
