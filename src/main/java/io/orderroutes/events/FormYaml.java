package io.orderroutes.events;

import io.orderroutes.events.EventForms.FormMistake;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the YAML of a file of forms; what is not as expected becomes a mistake with its line. */
record FormYaml(Node root, List<FormMistake> mistakes) {

  static Optional<FormYaml> read(String text, List<FormMistake> mistakes) {
    try {
      return new Compose(LoadSettings.builder().build())
          .composeString(text)
          .map(root -> new FormYaml(root, mistakes));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
      mistakes.add(
          new FormMistake(line, "is no YAML, " + e.getProblem() + ": indent and quote it"));
    } catch (YamlEngineException e) {
      mistakes.add(new FormMistake(1, "is no YAML: write plain values"));
    }
    return Optional.empty();
  }

  void mistake(Node at, String text) {
    mistakes.add(new FormMistake(at.getStartMark().map(Mark::getLine).orElse(0) + 1, text));
  }

  Map<String, Node> members(Node node, Set<String> known) {
    var members = members(node);
    members.forEach(
        (name, value) -> {
          if (!known.contains(name)) {
            mistake(value, name + " is unknown: write one of " + new TreeSet<>(known));
          }
        });
    return members;
  }

  Map<String, Node> members(Node node) {
    var members = new LinkedHashMap<String, Node>();
    if (node instanceof MappingNode map) {
      for (var pair : map.getValue()) {
        var name = text(pair.getKeyNode());
        if (members.put(name, pair.getValueNode()) != null) {
          mistake(pair.getKeyNode(), name + " stands here twice: take one away");
        }
      }
    } else {
      mistake(node, "this is no map: write name: value");
    }
    return members;
  }

  List<Node> items(Node node) {
    if (node instanceof SequenceNode list) {
      return list.getValue();
    }
    if (node != null) {
      mistake(node, "this is no list: begin each form with a dash");
    }
    return List.of();
  }

  /** One text or a list of texts. */
  List<String> texts(Node node) {
    return node instanceof SequenceNode list
        ? list.getValue().stream().map(this::text).toList()
        : node == null ? List.of() : List.of(text(node));
  }

  String text(Node node) {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return scalar.getValue();
    }
    mistake(node, "this is no text: write one");
    return "";
  }
}
