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
 * Turns the {@link ApiCall} in the body into the request the official client would send: common
 * parameters and signature in the query, business parameters in the form body.
 */
@Singleton
@Named("signer")
public class Signer implements Processor {
  private static final String FORM = "application/x-www-form-urlencoded;charset=UTF-8";

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
    request.setHeader(Exchange.HTTP_RAW_QUERY, form(signed(call, business)));
    request.setHeader(Exchange.CONTENT_TYPE, FORM);
    request.setBody(form(business).getBytes(StandardCharsets.US_ASCII));
  }

  /** The common parameters with the signature over them and the business parameters. */
  private SortedMap<String, String> signed(ApiCall call, SortedMap<String, String> business) {
    SortedMap<String, String> common = withoutBlanks(common(call));
    SortedMap<String, String> all = new TreeMap<>(common);
    all.putAll(business);
    String path = call.byPath() ? call.api() : "";
    common.put("sign", call.app().signMethod().sign(path, all, call.app().secret()));
    return common;
  }

  private Map<String, String> common(ApiCall call) {
    App app = call.app();
    Map<String, String> common = new HashMap<>();
    common.put("app_key", app.key());
    common.put("timestamp", app.protocol().timestamp(clock.instant()));
    common.put("sign_method", app.signMethod().wireName());
    if (call.byPath()) {
      common.put("access_token", call.session());
    } else {
      common.put("method", call.api());
      common.put("session", call.session());
      common.putAll(app.protocol().fixedParams());
    }
    return common;
  }

  /** System APIs live under /rest of the host whose business APIs live under /sync. */
  private static String url(ApiCall call) {
    String gateway = call.app().gateway();
    return call.byPath()
        ? gateway.replaceFirst("/(sync|rest)/?$", "") + "/rest" + call.api()
        : gateway;
  }

  /**
   * The official clients neither sign nor send a value that is empty or only white space, white
   * space being what {@link Character#isWhitespace(int)} says: U+3000 counts, U+00A0 does not.
   */
  static SortedMap<String, String> withoutBlanks(Map<String, String> params) {
    SortedMap<String, String> kept = new TreeMap<>();
    params.forEach(
        (name, value) -> {
          if (value != null && !value.isBlank() && !name.isBlank()) {
            kept.put(name, value);
          }
        });
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
