package io.orderroutes.signing;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * Puts the query of a {@link SignedForm} into the request line, last of all: no step before it has
 * to parse the long text, and no log or error text of theirs can hold the session and the
 * signature.
 */
@Singleton
@Named("signedQuery")
public class SignedQuery implements HttpClientConfigurer {
  @Override
  public void configureHttpClient(HttpClientBuilder client) {
    client.addRequestInterceptorFirst(
        (request, entity, context) -> {
          if (entity instanceof SignedForm form) {
            request.setPath(request.getPath() + "?" + form.query());
          }
        });
  }
}
