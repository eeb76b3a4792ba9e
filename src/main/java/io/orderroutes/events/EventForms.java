package io.orderroutes.events;

import io.orderroutes.events.FormCondition.Kind;
import io.orderroutes.events.json.InvalidEventException;
import io.orderroutes.events.json.JsonReader;
import io.orderroutes.events.json.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The forms in the order in which they are tried; those of an operator come first. */
public final class EventForms {
  /** A mistake in a file of forms, and what to write instead. */
  public record FormMistake(int line, String text) {}

  public static final String FILE = "events.yaml";
  private static final String PACKAGED = "routes/events.yaml";

  private final List<EventForm> forms;
  private final int[][] byKind = new int[Kind.values().length][];
  private final List<EventForm> ofBytes;
  private final Set<String> headers;
  private final JsonReader reader;

  private EventForms(List<EventForm> forms, Map<String, String> spellings) {
    this.forms = forms;
    this.ofBytes = forms.stream().filter(form -> form.when().isOfBytes()).toList();
    for (var kind : Kind.values()) {
      byKind[kind.ordinal()] = indexes(kind);
    }
    this.headers =
        forms.stream().flatMap(EventForms::headersOf).collect(Collectors.toUnmodifiableSet());
    var names = new HashMap<String, String>();
    forms.stream().flatMap(EventForm::members).forEach(name -> names.put(name, name));
    names.putAll(spellings);
    this.reader = new JsonReader(names);
  }

  private int[] indexes(Kind kind) {
    return IntStream.range(0, forms.size()).filter(i -> forms.get(i).when().isFor(kind)).toArray();
  }

  private static Stream<String> headersOf(EventForm form) {
    return Stream.concat(
        form.when().headers().stream().map(header -> header.place().header()),
        form.places().stream()
            .flatMap(List::stream)
            .filter(place -> place.kind() == Place.Kind.HEADER)
            .map(Place::header));
  }

  /** The packaged forms. */
  public static EventForms packaged() {
    return of(Optional.empty());
  }

  /**
   * The forms of {@code events.yaml} in an operator's directory, and the packaged forms that they
   * do not replace.
   *
   * @throws IllegalArgumentException with one line about the first mistake
   */
  public static EventForms of(Optional<Path> directory) {
    var own = directory.map(found -> found.resolve(FILE)).filter(Files::isRegularFile);
    var files = new ArrayList<FormFile>();
    own.ifPresent(file -> files.add(FormFile.read(text(file))));
    files.add(FormFile.read(packagedText()));
    var forms = merged(files);
    for (int i = 0; i < files.size(); i++) {
      var name = own.isPresent() && i == 0 ? own.get().toString() : PACKAGED;
      files.get(i).mistakes().stream()
          .findFirst()
          .ifPresent(
              mistake -> {
                throw new IllegalArgumentException(
                    name + ":" + mistake.line() + ": " + mistake.text());
              });
    }
    return forms;
  }

  /** The mistakes in an operator's file of forms. */
  public static List<FormMistake> mistakes(String text) {
    var file = FormFile.read(text);
    merged(List.of(file, FormFile.read(packagedText())));
    return file.mistakes();
  }

  /** The names of the forms in an operator's file, and of the packaged forms. */
  public static Set<String> names(Optional<String> text) {
    var files =
        Stream.concat(text.stream(), Stream.of(packagedText())).map(FormFile::read).toList();
    return merged(files).names();
  }

  private static EventForms merged(List<FormFile> files) {
    var spellings = new HashMap<String, String>();
    files.forEach(file -> file.spellings().forEach(spellings::putIfAbsent));
    var forms = new ArrayList<EventForm>();
    var names = new TreeSet<String>();
    for (var file : files) {
      file.forms(name -> spellings.getOrDefault(name, name)).stream()
          .filter(form -> names.add(form.name()))
          .forEach(forms::add);
    }
    return new EventForms(List.copyOf(forms), spellings);
  }

  public Set<String> names() {
    return forms.stream().map(EventForm::name).collect(Collectors.toCollection(TreeSet::new));
  }

  JsonReader reader() {
    return reader;
  }

  Set<String> headers() {
    return headers;
  }

  List<EventForm> all() {
    return forms;
  }

  Optional<EventForm> named(String name) {
    return forms.stream().filter(form -> form.name().equals(name)).findFirst();
  }

  /** The form with the bytes that the value begins with. */
  Optional<EventForm> framed(byte[] value) {
    for (int i = 0; i < ofBytes.size(); i++) {
      if (ofBytes.get(i).when().holdsFor(value)) {
        return Optional.of(ofBytes.get(i)).filter(form -> value.length > form.skip());
      }
    }
    return Optional.empty();
  }

  /** The index of the first matching form, from an index on; -1 if there is none. */
  int first(Object value, int from, EventReading reading) throws InvalidEventException {
    var kind = Kind.of(value);
    if (kind != null) {
      for (int i : byKind[kind.ordinal()]) {
        if (i >= from && forms.get(i).when().holds(value, reading)) {
          return i;
        }
      }
    }
    return -1;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read: save it as UTF-8", e);
    }
  }

  private static String packagedText() {
    var classes = Thread.currentThread().getContextClassLoader();
    try (var file = classes.getResourceAsStream(PACKAGED)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
