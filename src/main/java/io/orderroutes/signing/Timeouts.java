package io.orderroutes.signing;

import java.util.Optional;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.util.Timeout;

/** The time-outs of an app in milliseconds, if they differ from those of other apps. */
public record Timeouts(Optional<Integer> connect, Optional<Integer> read) {
  boolean isDefault() {
    return connect.isEmpty() && read.isEmpty();
  }

  @SuppressWarnings("deprecation") // the connection's own setting is one for all apps
  RequestConfig over(RequestConfig all) {
    RequestConfig.Builder own = RequestConfig.copy(all);
    connect.ifPresent(millis -> own.setConnectTimeout(Timeout.ofMilliseconds(millis)));
    read.ifPresent(millis -> own.setResponseTimeout(Timeout.ofMilliseconds(millis)));
    return own.build();
  }
}
