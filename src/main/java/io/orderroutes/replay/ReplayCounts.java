package io.orderroutes.replay;

/** The counts of a replay; {@code before} counts events that an earlier replay has sent. */
public record ReplayCounts(
    long read, long foreign, long selected, long before, long sent, long tooLarge) {

  static final ReplayCounts NONE = new ReplayCounts(0, 0, 0, 0, 0, 0);

  ReplayCounts and(ReplayCounts more) {
    return new ReplayCounts(
        read + more.read,
        foreign + more.foreign,
        selected + more.selected,
        before + more.before,
        sent + more.sent,
        tooLarge + more.tooLarge);
  }

  @Override
  public String toString() {
    return "read %d, selected %d, already replayed %d, sent %d"
            .formatted(read, selected, before, sent)
        + (tooLarge > 0 ? ", too large " + tooLarge : "")
        + (foreign > 0 ? ", not the service's " + foreign : "");
  }
}
