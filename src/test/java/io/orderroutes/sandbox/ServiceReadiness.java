package io.orderroutes.sandbox;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks the service whether it polls its events. */
final class ServiceReadiness {
  private static final int MILLIS = 5000;

  private ServiceReadiness() {}

  /** False too while the address is still empty. */
  static boolean of(String management) throws IOException {
    if (management.isEmpty()) {
      return false;
    }
    HttpURLConnection health =
        (HttpURLConnection)
            URI.create(management + "/observe/health/ready").toURL().openConnection();
    health.setConnectTimeout(MILLIS);
    health.setReadTimeout(MILLIS);
    try {
      return health.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false; // not yet, or ended meanwhile, which its process tells
    } finally {
      health.disconnect();
    }
  }
}
