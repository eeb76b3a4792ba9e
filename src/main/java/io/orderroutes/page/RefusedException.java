package io.orderroutes.page;

/** A request that is refused: the status, and one sentence for the page. */
final class RefusedException extends RuntimeException {
  final int status;

  RefusedException(int status, String sentence) {
    super(sentence, null, false, false);
    this.status = status;
  }

  static RefusedException vanished() {
    return new RefusedException(
        410,
        "This record is not in the topic: it was deleted, or never existed. Nothing was done.");
  }
}
