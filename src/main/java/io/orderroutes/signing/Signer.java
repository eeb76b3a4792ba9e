package io.orderroutes.signing;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Turns the {@link ApiCall} in the body into the request that the official client sends: common
 * parameters and signature in the query, business parameters in the form body.
 */
@Singleton
@Named("signer")
public class Signer implements Processor {
  private static final String FORM = "application/x-www-form-urlencoded;charset=UTF-8";

  /** The common parameters of every call by dotted name that are constant. */
  private static final Map<String, String> BY_NAME =
      Map.of("v", "2.0", "format", "json", "simplify", "true");

  private final Clock clock;

  @Inject
  Signer() {
    this(Clock.systemUTC());
  }

  Signer(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void process(Exchange exchange) {
    Message request = exchange.getMessage();
    ApiCall call = request.getBody(ApiCall.class);
    SortedMap<String, String> business = withoutBlanks(call.params());
    request.setHeader(Exchange.HTTP_URI, url(call));
    byte[] form = form(business).getBytes(StandardCharsets.US_ASCII);
    request.setHeader(Exchange.CONTENT_TYPE, FORM);
    request.setBody(new SignedForm(form(signed(call, business)), form, call.app().timeouts()));
  }

  /** The common parameters with the signature over them and the business parameters. */
  private SortedMap<String, String> signed(ApiCall call, SortedMap<String, String> business) {
    App app = call.app();
    Map<String, String> params = new HashMap<>(call.byPath() ? Map.of() : BY_NAME);
    params.put(call.byPath() ? "access_token" : "session", call.session());
    params.put("method", call.byPath() ? "" : call.api());
    params.put("app_key", app.key());
    params.put("timestamp", app.protocol().timestamp(clock.instant()));
    params.put("sign_method", app.signMethod().wireName());
    SortedMap<String, String> common = withoutBlanks(params);
    SortedMap<String, String> all = new TreeMap<>(common);
    all.putAll(business);
    common.put("sign", app.signMethod().sign(call.byPath() ? call.api() : "", all, app.secret()));
    return common;
  }

  /** System APIs are below /rest of the host, business APIs are at /sync. */
  private static String url(ApiCall call) {
    String gateway = call.app().gateway();
    return call.byPath()
        ? gateway.replaceFirst("/(sync|rest)/?$", "") + "/rest" + call.api()
        : gateway;
  }

  /**
   * The official clients neither sign nor send a value that is empty or white space, as defined by
   * {@link Character#isWhitespace(int)}: U+3000 is, U+00A0 is not.
   */
  static SortedMap<String, String> withoutBlanks(Map<String, String> params) {
    SortedMap<String, String> kept = new TreeMap<>(params);
    kept.keySet().removeIf(String::isBlank);
    kept.values().removeIf(value -> value == null || value.isBlank());
    return kept;
  }

  private static String form(SortedMap<String, String> params) {
    StringBuilder form = new StringBuilder(512);
    params.forEach(
        (name, value) ->
            form.append(form.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return form.toString();
  }
}
