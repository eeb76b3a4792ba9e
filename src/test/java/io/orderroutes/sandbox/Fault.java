package io.orderroutes.sandbox;

import io.orderroutes.sandbox.Outcome.Cut;
import java.util.Locale;

/** The ways in which a network or a proxy spoils an answer. */
enum Fault {
  CONNECTION_CUT,
  BODY_CUT,
  EMPTY_BODY,
  HTML_BODY,
  HTTP_500,
  HTTP_502;

  private static final String HTML = "text/html;charset=UTF-8";

  /** What becomes of a good answer. */
  Outcome spoil(String body) {
    return switch (this) {
      case CONNECTION_CUT -> outcome(200, Outcome.JSON, "", Cut.BEFORE_THE_ANSWER);
      case BODY_CUT -> outcome(200, Outcome.JSON, body, Cut.IN_THE_BODY);
      case EMPTY_BODY -> outcome(200, Outcome.JSON, "", Cut.NOWHERE);
      case HTML_BODY -> outcome(200, HTML, page("We will be back soon"), Cut.NOWHERE);
      case HTTP_500 -> outcome(500, HTML, page("Internal Server Error"), Cut.NOWHERE);
      case HTTP_502 -> outcome(502, HTML, page("Bad Gateway"), Cut.NOWHERE);
    };
  }

  private Outcome outcome(int status, String type, String body, Cut cut) {
    String label = name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new Outcome(label, status, type, body, cut, false, false);
  }

  private static String page(String text) {
    return "<!DOCTYPE html>\n<html><body><h1>" + text + "</h1></body></html>\n";
  }
}
