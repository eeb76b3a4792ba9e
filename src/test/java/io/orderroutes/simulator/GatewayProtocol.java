package io.orderroutes.simulator;

import java.util.Optional;

/** The three ways of calling, told apart by the path of the URL. */
enum GatewayProtocol {
  TOP,
  IOP_SYNC,
  IOP_REST;

  private static final String REST = "/rest";

  static Optional<GatewayProtocol> at(String path) {
    if (path.equals("/router/rest")) {
      return Optional.of(TOP);
    }
    if (path.equals("/sync")) {
      return Optional.of(IOP_SYNC);
    }
    return path.startsWith(REST + "/") ? Optional.of(IOP_REST) : Optional.empty();
  }

  boolean iop() {
    return this != TOP;
  }

  /** What is signed before the parameters: the API's path, and only where a path names the API. */
  String signedPath(String path) {
    return this == IOP_REST ? path.substring(REST.length()) : "";
  }
}
