package io.orderroutes.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Locale;
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

  /** What became of a call, in the words of the document. */
  public enum Status {
    OK,
    MISSING,
    DENIED,
    MISMATCHED,
    UNAVAILABLE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Status status() {
    return fault
        .map(
            found ->
                switch (found.kind()) {
                  case TRY_LATER -> Status.UNAVAILABLE;
                  case MISSING -> Status.MISSING;
                  case MISMATCHED -> Status.MISMATCHED;
                  case REJECTED, SESSION_INVALID -> Status.DENIED;
                })
        .orElse(Status.OK);
  }

  public String requestId() {
    return answer.map(Answer::requestId).or(() -> fault.map(Fault::requestId)).orElse("");
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
