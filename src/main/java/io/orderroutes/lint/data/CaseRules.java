package io.orderroutes.lint.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderroutes.cases.Case;
import io.orderroutes.config.OperatorFiles;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Problem;
import io.orderroutes.lint.files.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A case has an event and an expected end, and its files are JSON. */
public final class CaseRules {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Problem> problems = new ArrayList<>();

  private CaseRules() {}

  public static Stream<Problem> of(Bundle bundle) {
    CaseRules rules = new CaseRules();
    try {
      for (OperatorFiles files : bundle.files().stream().toList()) {
        Map<Path, List<Path>> cases =
            files.cases().stream()
                .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.toList()));
        for (Map.Entry<Path, List<Path>> one : cases.entrySet()) {
          rules.check(one.getKey(), one.getValue());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    return rules.problems.stream();
  }

  private void check(Path folder, List<Path> files) throws IOException {
    List<String> names = files.stream().map(file -> file.getFileName().toString()).toList();
    if (!names.contains(Case.EVENT) && !Files.exists(folder.resolve(Case.RECORD))) {
      tell(folder, 1, "the case has no event.json: write the event that comes in");
    }
    if (names.stream().noneMatch(Case::isEnd)) {
      tell(folder, 1, "the case expects nothing: write one of " + Case.ENDS);
    }
    for (Path file : files) {
      // an event that is no JSON may be what is parked
      if (!(file.endsWith(Case.EVENT) && names.contains(Case.PARKED))) {
        parse(file);
      }
    }
  }

  private void parse(Path file) throws IOException {
    try {
      JSON.readTree(file.toFile());
      if (file.endsWith(Case.DOCUMENT)) {
        orderId(file);
      }
    } catch (JsonProcessingException e) {
      int line = Optional.ofNullable(e.getLocation()).map(place -> place.getLineNr()).orElse(1);
      tell(
          file,
          line,
          "is no JSON, "
              + e.getOriginalMessage().split("\\R| \\(start marker")[0]
              + ": write JSON");
    }
  }

  /** JSON is YAML, and YAML knows the line. */
  private void orderId(Path file) throws IOException {
    Value.read(file.toString(), Files.readString(file))
        .flatMap(document -> document.at("order_id"))
        .filter(Value::isNumber)
        .ifPresent(
            id ->
                problems.add(
                    id.problem("order_id is a number: write \"order_id\": \"%s\"", id.text())));
  }

  private void tell(Path file, int line, String text) {
    problems.add(new Problem(file.toString(), line, text));
  }
}
