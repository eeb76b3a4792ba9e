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
 * Puts the query of a {@link SignedForm} into the request line, last of all: no step before it has
 * to parse the long text, and no log or error text of theirs can hold the session and the
 * signature. Of a refusal the header {@code Retry-After} becomes the status line's text: it is the
 * one header that is read, and Camel passes on all of them or none. The time-outs of the request's
 * app are set here too, since Camel's component has one for all.
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
