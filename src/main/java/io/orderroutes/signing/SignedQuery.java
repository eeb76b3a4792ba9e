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
 * Writes the query of a {@link SignedForm} into the request line, as the last step. So no earlier
 * step parses the long text, and none can write the session or the signature to a log or an error.
 * In a refusal the header {@code Retry-After} becomes the text of the status line: it is the only
 * header that is read, and Camel passes on all headers or none. The time-outs of the request's app
 * are set here too, because Camel's component has one setting for all.
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
