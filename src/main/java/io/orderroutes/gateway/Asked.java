package io.orderroutes.gateway;

/** An order of a call, and the sections of its document that calls have brought. */
public record Asked(Order order, Sections sections) {
  public Asked(Order order) {
    this(order, new Sections());
  }
}
