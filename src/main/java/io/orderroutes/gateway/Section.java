package io.orderroutes.gateway;

import io.orderroutes.gateway.response.Response;
import java.time.Instant;
import java.util.Optional;

/** One call's part of an order document: what was asked, and the payload or why there is none. */
public record Section(
    String name,
    String api,
    String logisticsOrderId,
    Instant fetchedAt,
    Optional<Fault> fault,
    Optional<Response> answer,
    int attempts) {

  /** The section whose answer makes the document. */
  public static final String MAIN = "order";

  private static final byte[] NOTHING = {};

  public boolean isMain() {
    return name.equals(MAIN);
  }

  /** What became of the call, in the word of the document. */
  public String status() {
    return fault.map(Fault::status).orElse("ok");
  }

  public String requestId() {
    return answer.map(Response::requestId).or(() -> fault.map(Fault::requestId)).orElse("");
  }

  /** The payload as the bytes it came as; nothing where there is none. */
  public byte[] payload() {
    return answer.map(Response::payload).orElse(NOTHING);
  }
}
