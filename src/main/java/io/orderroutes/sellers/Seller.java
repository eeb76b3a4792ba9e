package io.orderroutes.sellers;

import io.orderroutes.signing.App;

/** A seller: the application that signs for it, the platform it sells on, its access token. */
public record Seller(String name, App app, String platform, String session) {
  @Override
  public String toString() {
    return "Seller[" + name + "]";
  }
}
