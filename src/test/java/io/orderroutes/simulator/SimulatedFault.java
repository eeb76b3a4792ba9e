package io.orderroutes.simulator;

import io.orderroutes.simulator.GatewayReply.Cut;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The ways in which a network or a proxy spoils an answer. */
enum SimulatedFault {
  CONNECTION_CUT,
  BODY_CUT,
  EMPTY_BODY,
  HTML_BODY,
  HTTP_500,
  HTTP_502,
  TOO_MANY_REQUESTS,
  LEAVE_ALONE,
  RAW_TEXT,
  NO_JSON;

  private static final String HTML = "text/html;charset=UTF-8";

  /** What becomes of a good answer. */
  GatewayReply spoil(String body) {
    return switch (this) {
      case CONNECTION_CUT -> outcome(200, GatewayReply.JSON, "", Cut.BEFORE_THE_ANSWER);
      case BODY_CUT -> outcome(200, GatewayReply.JSON, body, Cut.IN_THE_BODY);
      case EMPTY_BODY -> outcome(200, GatewayReply.JSON, "", Cut.NOWHERE);
      case HTML_BODY -> outcome(200, HTML, page("We will be back soon"), Cut.NOWHERE);
      case HTTP_500 -> outcome(500, HTML, page("Internal Server Error"), Cut.NOWHERE);
      case TOO_MANY_REQUESTS -> quiet(429, "1");
      case LEAVE_ALONE -> quiet(503, inTwoSeconds());
      // texts as a program writes them that knows nothing of JSON
      case RAW_TEXT -> outcome(200, GatewayReply.JSON, withRawText(body), Cut.NOWHERE);
      case NO_JSON -> outcome(200, GatewayReply.JSON, body.replaceFirst(":", " "), Cut.NOWHERE);
      case HTTP_502 -> outcome(502, HTML, page("Bad Gateway"), Cut.NOWHERE);
    };
  }

  private GatewayReply outcome(int status, String type, String body, Cut cut) {
    String label = name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new GatewayReply(label, status, type, body, cut, false, false, "");
  }

  private GatewayReply quiet(int status, String retryAfter) {
    GatewayReply refused = outcome(status, HTML, page("Too many requests"), Cut.NOWHERE);
    return new GatewayReply(
        refused.label(), status, HTML, refused.body(), Cut.NOWHERE, false, false, retryAfter);
  }

  private static String inTwoSeconds() {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(2));
  }

  /** Begins the object with a text that holds a tab, a line break and an escaped apostrophe. */
  private static String withRawText(String body) {
    int open = body.lastIndexOf('{', body.indexOf(':', body.indexOf('{', 1) + 1));
    return body.substring(0, open + 1)
        + "\"gateway_note\":\"one\ttwo\nthe buyer\\'s\","
        + body.substring(open + 1);
  }

  private static String page(String text) {
    return "<!DOCTYPE html>\n<html><body><h1>" + text + "</h1></body></html>\n";
  }
}
