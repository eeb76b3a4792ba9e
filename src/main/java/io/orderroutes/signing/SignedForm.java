package io.orderroutes.signing;

import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** The form body of a signed request, the query of its request line, and its time-outs. */
public final class SignedForm extends ByteArrayEntity {
  private final String query;
  private final Timeouts timeouts;

  SignedForm(String query, byte[] form, Timeouts timeouts) {
    super(form, null);
    this.query = query;
    this.timeouts = timeouts;
  }

  Timeouts timeouts() {
    return timeouts;
  }

  public String query() {
    return query;
  }

  @Override
  public String toString() {
    return "SignedForm";
  }
}
