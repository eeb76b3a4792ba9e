package io.orderroutes.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The files that are packaged with the service. */
public final class Packaged {
  private Packaged() {}

  /** Where Camel finds components, languages and data formats by their names. */
  public static final String SERVICES = "META-INF/services/org/apache/camel/";

  public static boolean has(String name) {
    return classes().getResource(name) != null;
  }

  public static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  public static byte[] bytes(String name) {
    try (InputStream file = classes().getResourceAsStream(name)) {
      return Objects.requireNonNull(file, name + " is not packaged").readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClassLoader classes() {
    return Thread.currentThread().getContextClassLoader();
  }
}
