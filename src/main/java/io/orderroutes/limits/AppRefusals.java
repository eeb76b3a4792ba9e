package io.orderroutes.limits;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The refused apps, with the code and the text of the platform. */
final class AppRefusals {
  private static final Logger LOG = Logger.getLogger(AppRefusals.class);

  private final Map<Scope, Refusal> refusals = new ConcurrentHashMap<>();

  private record Refusal(String code, String text) {}

  /** Logs a new refusal; false if the app is already refused with this code. */
  boolean add(Scope app, String code, String text) {
    Refusal before = refusals.put(app, new Refusal(code, text));
    if (before != null && before.code.equals(code)) {
      return false;
    }
    LOG.warnf(
        "%s: the platform refuses its calls: %s (%s); it is only probed until one is taken, its"
            + " orders wait: look at orders.apps.%s and at the address that it calls from",
        app, code, text, app.name());
    return true;
  }

  void end(Scope app, boolean ended) {
    if (ended) {
      refusals.remove(app);
    }
  }

  boolean isFor(Scope app, String code) {
    Refusal refusal = refusals.get(app);
    return refusal != null && refusal.code.equals(code);
  }

  String why(Scope app) {
    Refusal refusal = refusals.get(app);
    return refusal == null
        ? "until a call is taken"
        : "refused by the platform: " + refusal.code + " (" + refusal.text + ")";
  }

  void clear() {
    refusals.clear();
  }
}
