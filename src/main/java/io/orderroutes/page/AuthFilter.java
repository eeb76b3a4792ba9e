package io.orderroutes.page;

import static java.util.Objects.requireNonNullElse;

import io.orderroutes.page.Sessions.Session;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Checks each request before a page is made: host, origin, token, and the form's CSRF token. */
final class AuthFilter {
  private static final String COOKIE = "orders_session";
  private static final String SESSION = "orders.session";

  private final Access access;
  private final Sessions sessions;

  AuthFilter(Access access, Sessions sessions) {
    this.access = access;
    this.sessions = sessions;
  }

  /** Sets headers: no cache, no content of other sites, no frames. Checks the host. */
  void enter(RoutingContext request) {
    request
        .response()
        .putHeader(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';"
                + " frame-ancestors 'none'")
        .putHeader("X-Content-Type-Options", "nosniff")
        // not no-referrer: with that a browser says "null" instead of the origin of a form
        .putHeader("Referrer-Policy", "same-origin")
        .putHeader("Cache-Control", "no-store");
    String host = Optional.ofNullable(request.request().authority()).map(a -> a.host()).orElse("");
    if (!access.takesHost(host)) {
      throw new RefusedException(
          403, "This page is for localhost only: open it by that name, or set a token.");
    }
    request.next();
  }

  /** A form must come from this page. */
  void origin(RoutingContext request) {
    HttpServerRequest asked = request.request();
    // HTTP/2 has no Host header
    String authority = Optional.ofNullable(asked.authority()).map(Object::toString).orElse("");
    if (!Access.isOwn(
        Optional.ofNullable(asked.getHeader("Sec-Fetch-Site")),
        Optional.ofNullable(asked.getHeader("Origin")),
        authority)) {
      throw new RefusedException(
          403, "The form came from another site. Nothing was done: send it from this page.");
    }
    request.next();
  }

  /** A request without a session gets one if no token is required, else the login form. */
  void session(RoutingContext request) {
    String authorization = requireNonNullElse(request.request().getHeader("Authorization"), "");
    if (access.bears(authorization)) {
      request.next();
      return;
    }
    Optional<Session> known =
        Optional.ofNullable(request.request().getCookie(COOKIE))
            .flatMap(cookie -> sessions.find(cookie.getValue()));
    if (known.isEmpty() && access.asksForToken()) {
      boolean get = request.request().method() == HttpMethod.GET;
      ask(request, get ? request.request().uri() : "/", !authorization.isEmpty());
      return;
    }
    request.put(SESSION, known.orElseGet(() -> begin(request)));
    request.next();
  }

  private void ask(RoutingContext request, String next, boolean wrong) {
    request.response().putHeader("WWW-Authenticate", "Bearer");
    Reply.page(401, Templates.login(new Shell("Log in", "", false, 0), next, wrong)).send(request);
  }

  private Session begin(RoutingContext request) {
    Session session = sessions.begin();
    request
        .response()
        .addCookie(
            Cookie.cookie(COOKIE, session.id())
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(request.request().isSSL())
                .setPath("/")
                .setMaxAge(Sessions.LIFETIME.toSeconds()));
    return session;
  }

  /** A form must have the CSRF token of its session; a script with the access token needs none. */
  void form(RoutingContext request) {
    Session session = request.get(SESSION);
    String token = request.request().getFormAttribute("form");
    if (session != null && !session.csrfToken().equals(token)) {
      throw new RefusedException(
          403, "The form has expired. Nothing was done: open its page again.");
    }
    request.next();
  }

  void login(RoutingContext request) {
    String next = requireNonNullElse(request.request().getFormAttribute("next"), "/");
    String local = next.matches("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]*") ? next : "/";
    String token = requireNonNullElse(request.request().getFormAttribute("token"), "");
    if (access.asksForToken() && !access.knows(token)) {
      ask(request, local, true);
      return;
    }
    begin(request);
    Reply.goTo(local).send(request);
  }

  void leave(RoutingContext request) {
    Optional.<Session>ofNullable(request.get(SESSION)).ifPresent(sessions::end);
    request.response().addCookie(Cookie.cookie(COOKIE, "").setPath("/").setMaxAge(0));
    Reply.goTo("/").send(request);
  }

  Shell shell(RoutingContext request, String title) {
    Session session = request.get(SESSION);
    return new Shell(
        title,
        session == null ? "" : session.csrfToken(),
        session != null && access.asksForToken(),
        0);
  }
}
