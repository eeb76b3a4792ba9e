package io.orderroutes.parked;

/** The place of a record in the parked topic. */
public record ParkedPlace(int partition, long offset) {
  /** The path of the record on the operator's page. */
  @Override
  public String toString() {
    return partition + "/" + offset;
  }
}
