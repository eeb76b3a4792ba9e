package io.orderroutes.sellers;

import io.orderroutes.signing.App;
import java.util.function.Supplier;

/** A seller: its application, its platform, and its access token. */
public record Seller(String name, App app, String platform, Supplier<String> token) {
  public Seller(String name, App app, String platform, String session) {
    this(name, app, platform, () -> session);
  }

  /** The present access token. */
  public String session() {
    return token.get();
  }

  @Override
  public String toString() {
    return "Seller[" + name + "]";
  }
}
