package io.orderroutes.lint.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderroutes.cases.Case;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Report;
import io.orderroutes.lint.files.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A case has an event and an expected end, and its files are JSON. */
public final class CaseRules {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CaseRules() {}

  public static void check(Bundle bundle, Report report) throws IOException {
    if (bundle.files().isPresent()) {
      Map<Path, List<Path>> cases =
          bundle.files().get().cases().stream()
              .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.toList()));
      for (Map.Entry<Path, List<Path>> one : cases.entrySet()) {
        check(one.getKey(), one.getValue(), report);
      }
    }
  }

  private static void check(Path folder, List<Path> files, Report report) throws IOException {
    List<String> names = files.stream().map(file -> file.getFileName().toString()).toList();
    if (!names.contains(Case.EVENT) && !Files.exists(folder.resolve(Case.RECORD))) {
      report.add("the case has no event.json: write the event that comes in", folder, 1);
    }
    if (names.stream().noneMatch(Case::isEnd)) {
      report.add("the case expects nothing: write one of %s", folder, 1, Case.ENDS);
    }
    for (Path file : files) {
      // an event that is not JSON may be what is parked
      if (!(file.endsWith(Case.EVENT) && names.contains(Case.PARKED))) {
        check(file, report);
      }
    }
  }

  private static void check(Path file, Report report) throws IOException {
    try {
      JSON.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      int line = Optional.ofNullable(e.getLocation()).map(place -> place.getLineNr()).orElse(1);
      String why = e.getOriginalMessage().split("\\R| \\(start marker")[0];
      report.add("invalid JSON, %s: write JSON", file, line, why);
      return;
    }
    if (file.endsWith(Case.DOCUMENT)) {
      // JSON is YAML, which knows the lines
      Value.read(file.toString(), Files.readString(file))
          .flatMap(document -> document.at("order_id"))
          .filter(Value::isNumber)
          .ifPresent(
              id -> report.add("order_id is a number: write \"order_id\": \"%s\"", id, id.text()));
    }
  }
}
