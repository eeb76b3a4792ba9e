package io.orderroutes.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The files that are packaged with the service. */
public final class Packaged {
  private Packaged() {}

  public static final String SERVICES = "META-INF/services/org/apache/camel/";

  public static boolean has(String name) {
    return classes().getResource(name) != null;
  }

  /** Whether Camel finds a component, a language or a data format of this name. */
  public static boolean hasService(String kind, String name) {
    return has(SERVICES + kind + "/" + name);
  }

  public static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  public static byte[] bytes(String name) {
    try (InputStream file =
        open(name).orElseThrow(() -> new IllegalStateException(name + " is not packaged"))) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<InputStream> open(String name) {
    return Optional.ofNullable(classes().getResourceAsStream(name));
  }

  private static ClassLoader classes() {
    return Thread.currentThread().getContextClassLoader();
  }
}
