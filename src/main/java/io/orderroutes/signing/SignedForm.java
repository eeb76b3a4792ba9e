package io.orderroutes.signing;

import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** The form body of a signed request, and the query that goes into its request line. */
public final class SignedForm extends ByteArrayEntity {
  private final String query;

  SignedForm(String query, byte[] form) {
    super(form, null);
    this.query = query;
  }

  public String query() {
    return query;
  }

  @Override
  public String toString() {
    return "SignedForm";
  }
}
