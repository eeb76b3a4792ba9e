package io.orderroutes.events;

import io.orderroutes.events.json.InvalidEventException;

/** Reads every form of order-ID event that the files of forms describe. */
public final class OrderEvents {

  private static final int LARGEST = 1_000_000;

  private final EventForms forms;

  public OrderEvents(EventForms forms) {
    this.forms = forms;
  }

  /** The names of the forms that it reads. */
  public EventForms forms() {
    return forms;
  }

  /** Reads one record; its key says nothing, and its headers only a CloudEvent's attributes. */
  public EventContent read(EventSource source) throws InvalidEventException {
    var bytes = source.value();
    if (bytes != null && bytes.length > LARGEST) {
      throw new InvalidEventException(
          "the value must be at most " + LARGEST + " bytes; it has " + bytes.length);
    }
    return new EventReading(forms, source).read();
  }
}
