package io.orderroutes.page;

/** A request that is answered with one sentence, and a status that fits it. */
final class RefusedException extends RuntimeException {
  private final int status;

  RefusedException(int status, String sentence) {
    super(sentence, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }
}
