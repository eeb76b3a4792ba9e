package io.orderroutes.events;

import io.orderroutes.events.json.Fields;
import io.orderroutes.events.json.InvalidEventException;
import io.orderroutes.events.json.JsonElements;
import io.orderroutes.events.json.JsonReader;
import io.orderroutes.events.json.MemberNames;
import io.orderroutes.events.json.Place;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one record, form by form: from the envelopes around its event to the event itself. */
final class EventReading {
  private static final int DEEPEST = 8;
  private static final int MOST_EVENTS = 1000;

  private final EventForms forms;
  private final JsonReader reader;
  private final EventSource source;
  private final EventHeaders headers;
  private final EventParts parts;

  /** The last form that matched, the number of them, and the first that adds to its content. */
  private EventForm last;

  private int depth;
  private EventForm adding;

  /** The text that holds the current value, and the path to it. */
  private String text = "";

  private List<String> path = List.of();
  private boolean known = true;
  private boolean inside;

  EventReading(EventForms forms, EventSource source) {
    this.forms = forms;
    this.reader = forms.reader();
    this.source = source;
    this.headers = new EventHeaders(source.headers(), forms.headers());
    this.parts = new EventParts(reader, headers);
  }

  EventContent read() throws InvalidEventException {
    var form = ofTopic();
    var value = source.value() == null ? null : value(source.value());
    var found = form == null ? follow(value, 0) : follow(form, value);
    if (source.value() == null && last == null) {
      return EventContent.TOMBSTONE;
    }
    if (found == null && !parts.nameAnOrder()) {
      throw new InvalidEventException("the event names no order: " + why());
    }
    return found == null ? EventContent.of(parts.event()) : found;
  }

  /**
   * The form that the topic's route names; the elements of a batch of that form have forms of their
   * own.
   */
  private EventForm ofTopic() {
    if (source.form().isEmpty() || source.value() == null) {
      return null;
    }
    var form = forms.named(source.form().get()).orElse(null);
    return form != null && source.element() && !form.each().isEmpty() ? null : form;
  }

  private Object value(byte[] bytes) throws InvalidEventException {
    var framed = forms.framed(bytes);
    if (framed.isEmpty()) {
      text = JsonReader.text("the value", bytes);
      return reader.read("the value", text);
    }
    var what = "what follows the form " + framed.get().name();
    text = JsonReader.text(what, framed.get().unframed(bytes));
    return reader.read(what, text);
  }

  /** Null if the value is the event itself, not an envelope. */
  private EventContent follow(Object value, int from) throws InvalidEventException {
    int at = forms.first(value, from, this);
    known = at >= 0;
    return known ? follow(forms.all().get(at), value) : null;
  }

  private EventContent follow(EventForm form, Object value) throws InvalidEventException {
    if (form.tombstone()) {
      return EventContent.TOMBSTONE;
    }
    if (form.refuse().isPresent()) {
      throw new InvalidEventException(parts.filled(form.refuse().get(), value));
    }
    last = form;
    if (++depth > DEEPEST) {
      throw new InvalidEventException("the event is wrapped more than " + DEEPEST + " times");
    }
    parts.describe(form, value);
    adding = adding == null && form.adds() ? form : adding;
    var inside = form.each().isEmpty() ? unwrapped(form, value) : each(form, value);
    if (inside == null) {
      parts.take(form, value);
    }
    return inside;
  }

  private EventContent unwrapped(EventForm form, Object value) throws InvalidEventException {
    for (var place : form.unwrap()) {
      var found = place.in(value, reader);
      if (found != null) {
        return follow(opened(place, found), place.isWhole() ? forms.all().indexOf(form) + 1 : 0);
      }
    }
    return null;
  }

  /** Parses a text that holds JSON; a whole value that is an id stays as it is. */
  private Object opened(Place place, Object found) throws InvalidEventException {
    inside |= !place.isWhole();
    boolean holds =
        found instanceof String string
            && (!place.isWhole() || JsonReader.isJson(JsonReader.withoutBlanks(string)));
    if (!holds) {
      path = Stream.concat(path.stream(), place.members().stream()).toList();
      return found;
    }
    text = (String) found;
    path = List.of();
    return reader.read(place.isWhole() ? "the text" : place.text(), text);
  }

  /** The elements of a list; a single element is read in place of the list. */
  private EventContent each(EventForm form, Object value) throws InvalidEventException {
    for (var place : form.each()) {
      var found = place.in(value, reader);
      var inside = found == null ? null : opened(place, found);
      if (inside instanceof Fields) {
        return follow(inside, 0);
      }
      if (inside instanceof List<?> items && items.size() == 1) {
        return follow(items.get(0), 0);
      }
      if (inside instanceof List<?> items && !items.isEmpty()) {
        check(form, items.size());
        return EventContent.of(new JsonElements(reader.names()).of(text, path));
      }
    }
    throw new InvalidEventException(
        "the form "
            + form.name()
            + " looks for events at "
            + form.each().stream().map(Place::words).collect(Collectors.joining(" or "))
            + ", where there are none");
  }

  private void check(EventForm form, int events) throws InvalidEventException {
    if (events > MOST_EVENTS) {
      throw new InvalidEventException(
          "the record holds " + events + " events; send at most " + MOST_EVENTS + " in one");
    }
    if (source.element() || adding != null) {
      throw new InvalidEventException(
          "the form "
              + (adding == null ? form : adding).name()
              + " holds a list of events; send a list of whole events, or one record per event");
    }
  }

  private String why() {
    if (known) {
      return "the form " + last.name() + " looks for it at " + last.orderIdIsAt();
    }
    var names = MemberNames.of(text);
    if (!names.isEmpty()) {
      return "no form knows an object of " + names + "; write one in events.yaml";
    }
    return text.isBlank()
        ? "the value is empty"
        : "the value is neither an id nor an object of one";
  }

  /** Whether there are headers about this value, not about an envelope around it. */
  boolean hasHeaders() {
    return !inside && headers.any();
  }

  String topic() {
    return source.topic();
  }

  String header(String name) throws InvalidEventException {
    return headers.text(name);
  }

  JsonReader reader() {
    return reader;
  }
}
