package io.orderroutes.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;

/** One call's part of an order document: what was asked, and the payload or why there is none. */
public record Section(
    String name,
    String api,
    String logisticsOrderId,
    Instant fetchedAt,
    Optional<Fault> fault,
    Optional<Answer> answer,
    int attempts) {

  /** The section whose answer makes the document. */
  public static final String MAIN = "order";

  public boolean isMain() {
    return name.equals(MAIN);
  }

  /** What became of the call, in the word of the document. */
  public String status() {
    return fault.map(Fault::status).orElse("ok");
  }

  public String requestId() {
    return answer.map(Answer::requestId).or(() -> fault.map(Fault::requestId)).orElse("");
  }

  /** The payload as a tree; missing where there is none. */
  public JsonNode payload() {
    return answer.map(Answer::payload).orElse(MissingNode.getInstance());
  }

  /** The payload's length in bytes, at most. */
  public int payloadSize() {
    return answer.map(found -> found.body().length).orElse(0);
  }

  /** Writes the payload as the bytes it came as; nothing where there is none. */
  public void writePayload(OutputStream out) throws IOException {
    if (answer.isPresent()) {
      answer.get().writePayload(out);
    }
  }
}
