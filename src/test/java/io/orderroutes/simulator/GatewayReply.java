package io.orderroutes.simulator;

/** What goes back to the caller, and how much of it. */
record GatewayReply(
    String label,
    int status,
    String type,
    String body,
    Cut cut,
    boolean slow,
    boolean badSignature,
    String retryAfter) {
  static final String JSON = "application/json;charset=UTF-8";

  /** Where the connection breaks. */
  enum Cut {
    NOWHERE,
    BEFORE_THE_ANSWER,
    IN_THE_BODY
  }

  static GatewayReply answered(String body, boolean slow) {
    return new GatewayReply("ok", 200, JSON, body, Cut.NOWHERE, slow, false, "");
  }

  static GatewayReply refused(Refusal refusal, String body) {
    String type = refusal.form() == Refusal.Form.XML ? "text/xml;charset=UTF-8" : JSON;
    return new GatewayReply(
        refusal.label(), 200, type, body, Cut.NOWHERE, false, refusal.ofSignature(), "");
  }

  boolean orderly() {
    return cut == Cut.NOWHERE && status == 200 && type.equals(JSON) && !body.isEmpty();
  }
}
