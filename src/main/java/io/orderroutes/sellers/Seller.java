package io.orderroutes.sellers;

import io.orderroutes.signing.App;
import java.util.function.Supplier;

/** A seller: the application that signs for it, the platform it sells on, its access token. */
public record Seller(String name, App app, String platform, Supplier<String> token) {
  public Seller(String name, App app, String platform, String session) {
    this(name, app, platform, () -> session);
  }

  /** The access token of this moment. */
  public String session() {
    return token.get();
  }

  @Override
  public String toString() {
    return "Seller[" + name + "]";
  }
}
