package io.orderroutes.signing;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;

/**
 * Writes the query of a {@link SignedForm} into the request line, within the HTTP client. So no
 * earlier step parses the long text, and no log or error text contains the session and the
 * signature. It also sets the time-outs of the request's app, and puts the header {@code
 * Retry-After} of an error response into the status text, because Camel passes on either all
 * headers or none.
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
            if (!form.timeouts().isDefault()) {
              HttpClientContext call = HttpClientContext.cast(context);
              call.setRequestConfig(form.timeouts().over(call.getRequestConfigOrDefault()));
            }
          }
        });
    client.addResponseInterceptorLast(
        (response, entity, context) -> {
          if (response.getCode() >= HttpStatus.SC_CLIENT_ERROR) {
            Header wait = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
            response.setReasonPhrase(wait == null ? "" : wait.getValue());
          }
        });
  }
}
