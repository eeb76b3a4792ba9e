package io.orderroutes.lint.data;

import io.orderroutes.config.Nearest;
import io.orderroutes.events.EventForms;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Instance;
import io.orderroutes.lint.files.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A file of event forms can be read, and the form of a topic's events is one of them. */
public final class EventRules {
  private EventRules() {}

  public static Stream<Problem> of(Bundle bundle) {
    Optional<Path> file =
        bundle
            .files()
            .map(files -> files.dir().resolve(EventForms.FILE))
            .filter(Files::isRegularFile);
    try {
      Optional<String> text =
          file.isPresent() ? Optional.of(Files.readString(file.get())) : Optional.empty();
      return Stream.concat(
          text.stream().flatMap(forms -> mistakes(file.get(), forms)), unknown(bundle, text));
    } catch (MalformedInputException e) {
      return Stream.of(new Problem(file.get().toString(), 1, "is no UTF-8 text: save it as UTF-8"));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static Stream<Problem> mistakes(Path file, String text) {
    return EventForms.mistakes(text).stream()
        .map(mistake -> new Problem(file.toString(), mistake.line(), mistake.text()));
  }

  private static Stream<Problem> unknown(Bundle bundle, Optional<String> text) {
    Set<String> known = EventForms.names(text);
    return Instance.of(bundle.properties()).stream()
        .filter(EventRules::isEventsTopic)
        .flatMap(topic -> topic.given("form").stream())
        .filter(form -> !known.contains(form.value()))
        .map(
            form ->
                form.problem(
                    "there is no form of events %s: %s",
                    form.value(),
                    Nearest.remedy(
                        form.value(), known, "write the name of a form of events.yaml")));
  }

  private static boolean isEventsTopic(Instance instance) {
    return instance.given("templateId").filter(id -> id.value().equals("events-topic")).isPresent();
  }
}
