package io.orderroutes.lint.files;

import io.orderroutes.config.Nearest;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Collects the problems that are found. */
public final class Report {
  private final List<Problem> problems = new ArrayList<>();

  /** Something in a file that a problem can be about. */
  public interface Place {
    String file();

    /** Counted from 1. */
    int line();
  }

  public List<Problem> problems() {
    return problems;
  }

  public void add(String text, Place at, Object... names) {
    problems.add(new Problem(at.file(), at.line(), text.formatted(names)));
  }

  public void add(String text, Path file, int line, Object... names) {
    problems.add(new Problem(file.toString(), line, text.formatted(names)));
  }

  /** Reports a name that is not a known one, with the known name that is nearest. */
  public void known(
      Place at, String kind, String name, Collection<String> known, String otherwise) {
    if (!known.contains(name)) {
      add("there is no %s %s: %s", at, kind, name, Nearest.remedy(name, known, otherwise));
    }
  }

  /** The text of a file; reports one that is not UTF-8. */
  public Optional<String> text(Path file) throws IOException {
    try {
      return Optional.of(Files.readString(file));
    } catch (MalformedInputException e) {
      add("the text is not UTF-8: save it as UTF-8", file, 1);
      return Optional.empty();
    }
  }

  /** The first document of a YAML file; reports a file that is not YAML. */
  public Optional<Value> yaml(Path file) throws IOException {
    try {
      return text(file).flatMap(text -> Value.read(file.toString(), text));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
      String context = e.getContext() == null ? "" : " " + e.getContext();
      add("invalid YAML, %s%s: indent and quote it", file, line, e.getProblem(), context);
    } catch (YamlEngineException e) {
      String why = e.getMessage().lines().findFirst().orElse("");
      add("invalid YAML, %s: write plain values", file, 1, why);
    }
    return Optional.empty();
  }
}
