package io.orderroutes.gateway;

import io.orderroutes.gateway.response.Response;
import io.orderroutes.json.JsonPayload;
import java.time.Instant;
import java.util.Optional;

/** The outcome of one call in a document: what was asked, and the response or the fault. */
public record Section(
    String name,
    String api,
    String logisticsOrderId,
    Instant fetchedAt,
    Optional<Fault> fault,
    Optional<Response> answer,
    int attempts) {

  /** The section of the call that the document is made of. */
  public static final String MAIN = "order";

  public boolean isMain() {
    return name.equals(MAIN);
  }

  /** The status of the call, as documents name it. */
  public String status() {
    return fault.map(Fault::status).orElse("ok");
  }

  public String requestId() {
    return answer.map(Response::requestId).or(() -> fault.map(Fault::requestId)).orElse("");
  }

  /** What is kept of the answer, in the bytes it came as. */
  public JsonPayload payload() {
    return answer.map(Response::payload).orElse(JsonPayload.NONE);
  }
}
