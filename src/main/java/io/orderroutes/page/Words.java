package io.orderroutes.page;

import io.orderroutes.parked.ParkedEntry.Cause;
import io.orderroutes.parked.ParkedSelection;
import java.util.StringJoiner;

/** Sentences that more than one page says. */
final class Words {
  private Words() {}

  static RefusedException vanished() {
    return new RefusedException(
        410,
        "This record is not there: the topic has dropped it, or never held it. Nothing was done.");
  }

  /** A group that is too large for the page is one for the command. */
  static String tooMany(int records, int most, ParkedSelection selection) {
    StringJoiner command = new StringJoiner(" ", "replay ", "");
    Cause cause = selection.cause().orElseThrow();
    command.add("--reason=" + cause.reason());
    String code = cause.subCode().isEmpty() ? cause.code() : cause.subCode();
    if (!code.isEmpty()) {
      command.add("--code=" + code);
    }
    selection.seller().ifPresent(seller -> command.add("--seller=" + seller));
    return "These are %d records, more than orders.page.replay-max (%d). Nothing was done: run the command %s"
        .formatted(records, most, command);
  }
}
