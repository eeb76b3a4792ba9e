package io.orderroutes.events;

import io.orderroutes.events.EventForm.Part;
import io.orderroutes.events.EventForms.FormMistake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A file of forms, {@code events.yaml}, and its mistakes. */
final class FormFile {
  private static final Set<String> TOP = Set.of("spellings", "forms");
  private static final Set<String> TEXTS =
      Set.of("name", "description", "example", "example-headers");
  private static final Set<String> STEPS =
      Set.of("when", "skip", "unwrap", "each", "tombstone", "refuse", "default-platform");
  private static final Set<String> KEYS = keys();

  private final Optional<FormYaml> file;
  private final List<FormMistake> mistakes;
  private final Map<String, String> spellings = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  private FormFile(Optional<FormYaml> file, List<FormMistake> mistakes) {
    this.file = file;
    this.mistakes = mistakes;
  }

  static FormFile read(String text) {
    var mistakes = new ArrayList<FormMistake>();
    var read = new FormFile(FormYaml.read(text, mistakes), mistakes);
    read.file.ifPresent(yaml -> read.readSpellings(yaml));
    return read;
  }

  private static Set<String> keys() {
    var keys = new TreeSet<String>(TEXTS);
    keys.addAll(STEPS);
    Stream.of(Part.values()).map(Part::key).forEach(keys::add);
    return keys;
  }

  List<FormMistake> mistakes() {
    return mistakes;
  }

  /** The first spelling by each other spelling of a member. */
  Map<String, String> spellings() {
    return spellings;
  }

  private void readSpellings(FormYaml yaml) {
    yaml.members(yaml.root(), TOP)
        .computeIfPresent(
            "spellings",
            (key, node) -> {
              yaml.members(node)
                  .forEach(
                      (name, others) ->
                          yaml.texts(others).forEach(other -> spellings.put(other, name)));
              return node;
            });
  }

  /** The forms in their order, without those that have a mistake. */
  List<EventForm> forms(UnaryOperator<String> spelling) {
    var forms = new ArrayList<EventForm>();
    if (file.isPresent()) {
      var yaml = file.get();
      for (var node : yaml.items(yaml.members(yaml.root()).get("forms"))) {
        int before = mistakes.size();
        var form = new FormReader(yaml, spelling).form(node, yaml.members(node, KEYS));
        if (!names.add(form.name())) {
          yaml.mistake(
              node, "there are two forms " + form.name() + ": give each a name of its own");
        }
        if (mistakes.size() == before) {
          forms.add(form);
        }
      }
    }
    return forms;
  }
}
