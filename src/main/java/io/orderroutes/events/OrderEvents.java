package io.orderroutes.events;

import io.orderroutes.events.json.InvalidEventException;
import io.orderroutes.events.registry.SchemaRegistry;
import io.orderroutes.events.registry.SchemaUnavailableException;
import java.util.Optional;

/** Reads every form of order-ID event that the files of forms describe. */
public final class OrderEvents {

  private static final int LARGEST = 1_000_000;

  /** The form whose values a registry's schemas are for. */
  private static final String FRAMED = "schema-registry";

  private final EventForms forms;
  private final Optional<SchemaRegistry> registry;

  public OrderEvents(EventForms forms) {
    this(forms, Optional.empty());
  }

  /** Reads values that are framed for the registry by their schemas. */
  public OrderEvents(EventForms forms, Optional<SchemaRegistry> registry) {
    this.forms = forms;
    this.registry = registry;
  }

  /** The names of the forms that it reads. */
  public EventForms forms() {
    return forms;
  }

  /** Reads one record; its key says nothing, and its headers only a CloudEvent's attributes. */
  public EventContent read(EventSource source)
      throws InvalidEventException, SchemaUnavailableException {
    check(source.value());
    if (registry.isEmpty() || !isFramed(source.value())) {
      return new EventReading(forms, source).read();
    }
    var json = registry.get().json(source.value());
    check(json);
    return new EventReading(forms, source.with(json)).read();
  }

  private boolean isFramed(byte[] bytes) {
    return bytes != null
        && forms.framed(bytes).filter(form -> form.name().equals(FRAMED)).isPresent();
  }

  private static void check(byte[] bytes) throws InvalidEventException {
    if (bytes != null && bytes.length > LARGEST) {
      throw new InvalidEventException(
          "the value must be at most " + LARGEST + " bytes; it has " + bytes.length);
    }
  }
}
