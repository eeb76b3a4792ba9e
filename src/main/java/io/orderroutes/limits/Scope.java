package io.orderroutes.limits;

import io.orderroutes.signing.App;

/** What a limit, a ban or an outage stops, and no more than that. */
public record Scope(Kind kind, String name) {
  /** An API ban holds for all apps of a gateway, an app's API ban for that app alone. */
  public enum Kind {
    GATEWAY,
    SELLER,
    APP,
    API,
    APP_API
  }

  static Scope of(Kind kind, App app, String api) {
    return switch (kind) {
      case GATEWAY -> gateway(app);
      case API -> new Scope(kind, api + " at " + app.gateway());
      case APP_API -> ofApp(app.name(), api);
      default -> ofApp(app.name());
    };
  }

  public static Scope ofApp(String app) {
    return new Scope(Kind.APP, app);
  }

  static Scope ofApp(String app, String api) {
    return new Scope(Kind.APP_API, api + " of app " + app);
  }

  public static Scope gateway(App app) {
    return new Scope(Kind.GATEWAY, app.gateway());
  }

  public static Scope seller(String name) {
    return new Scope(Kind.SELLER, name);
  }

  /** Whether it is single calls that find out when it opens. */
  public boolean isProbed() {
    return kind == Kind.GATEWAY || kind == Kind.SELLER;
  }

  @Override
  public String toString() {
    return switch (kind) {
      case GATEWAY -> "gateway " + name;
      case SELLER -> "seller " + name;
      case APP -> "app " + name;
      default -> "API " + name;
    };
  }
}
