package io.orderroutes.lint.rules;

import io.orderroutes.events.EventForms;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Instance;
import io.orderroutes.lint.files.Property;
import io.orderroutes.lint.files.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A file of event forms can be read, and the form of a topic's events exists. */
public final class FormRules {
  private FormRules() {}

  public static void check(Bundle bundle, Report report) throws IOException {
    Optional<Path> file =
        bundle
            .files()
            .map(files -> files.dir().resolve(EventForms.FILE))
            .filter(Files::isRegularFile);
    Optional<String> text = file.isPresent() ? report.text(file.get()) : Optional.empty();
    text.map(EventForms::mistakes)
        .orElse(List.of())
        .forEach(mistake -> report.add("%s", file.get(), mistake.line(), mistake.text()));
    Set<String> known = EventForms.names(text);
    for (Instance topic : Instance.of(bundle.properties())) {
      Optional<Property> template = topic.given("templateId");
      if (template.filter(id -> id.value().equals("events-topic")).isPresent()) {
        topic
            .given("form")
            .ifPresent(
                form ->
                    report.known(
                        form, "form of events", form.value(), known, "write one of " + known));
      }
    }
  }
}
