package io.orderroutes.cases;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a gateway sends: a body, the HTTP status, and the header Retry-After, if it is not empty.
 */
record CannedResponse(byte[] body, int status, String retryAfter) {
  private static final int OK = 200;

  /** No response at all. */
  static CannedResponse none() {
    return ofBody(new byte[0]);
  }

  static CannedResponse ofBody(byte[] body) {
    return new CannedResponse(body, OK, "");
  }

  /** The same with the {@code status} and {@code retry-after} of a case's file. */
  CannedResponse with(JsonNode http) {
    return new CannedResponse(
        body, http.path("status").asInt(OK), http.path("retry-after").asText(""));
  }
}
