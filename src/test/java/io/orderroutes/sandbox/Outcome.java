package io.orderroutes.sandbox;

/** What goes back to the caller, and how much of it. */
record Outcome(
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

  static Outcome answered(String body, boolean slow) {
    return new Outcome("ok", 200, JSON, body, Cut.NOWHERE, slow, false, "");
  }

  static Outcome refused(Refusal refusal, String body) {
    String type = refusal.form() == Refusal.Form.XML ? "text/xml;charset=UTF-8" : JSON;
    return new Outcome(
        refusal.label(), 200, type, body, Cut.NOWHERE, false, refusal.ofSignature(), "");
  }

  boolean orderly() {
    return cut == Cut.NOWHERE && status == 200 && type.equals(JSON) && !body.isEmpty();
  }
}
