package io.orderroutes.parked;

/** Where a record lies in the parked topic. */
public record ParkedPlace(int partition, long offset) {
  /** As a path of the operator's page names it. */
  @Override
  public String toString() {
    return partition + "/" + offset;
  }
}
