package io.orderroutes.sandbox;

import io.orderroutes.simulator.SpecialOrder;
import java.util.Optional;

/** Makes one event after another: all forms and platforms in turn, no order id twice. */
final class SampleEvents {
  private static final int SPECIAL_EVERY = 5;

  private final boolean special;
  // 16 digits, new with every run and far from the special ids
  private final long firstId = System.currentTimeMillis() * 1000;
  private int made;
  private int specials;

  SampleEvents(boolean special) {
    this.special = special;
  }

  /** One event that is to be sent. */
  record Sample(String orderId, SampleForm form, Optional<SpecialOrder> special) {}

  int made() {
    return made;
  }

  Sample next() {
    made++;
    if (special && made % SPECIAL_EVERY == 0) {
      return troubled();
    }
    SampleForm[] forms = SampleForm.values();
    return new Sample(
        Long.toString(firstId + made),
        forms[(made - specials - 1) % forms.length],
        Optional.empty());
  }

  private Sample troubled() {
    SpecialOrder[] all = SpecialOrder.values();
    SpecialOrder kind = all[specials++ % all.length];
    SampleForm form =
        kind == SpecialOrder.QUERY_UNSUCCESSFUL ? SampleForm.JSON_TRADE : SampleForm.JSON;
    return new Sample(kind.orderId(specials), form, Optional.of(kind));
  }
}
