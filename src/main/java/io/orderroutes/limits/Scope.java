package io.orderroutes.limits;

import io.orderroutes.limits.CallLimits.Entry;
import io.orderroutes.signing.App;
import java.util.Arrays;
import java.util.List;

/** What a limit, a ban or an outage applies to. */
public record Scope(Kind kind, String name) {
  /** A ban of {@code API} applies to all apps of a gateway, of {@code APP_API} to one app. */
  public enum Kind {
    GATEWAY,
    SELLER,
    APP,
    API,
    APP_API
  }

  /** All scopes of a call. */
  static List<Scope> all(Entry call) {
    return Arrays.stream(Kind.values()).map(kind -> of(kind, call)).toList();
  }

  static Scope of(Kind kind, Entry call) {
    return kind == Kind.SELLER ? seller(call.seller()) : of(kind, call.app(), call.api());
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
