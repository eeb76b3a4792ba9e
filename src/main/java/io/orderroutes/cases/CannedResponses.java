package io.orderroutes.cases;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The answers of one case by API or {@code <api>@<id>}, and what was asked for of them. */
final class CannedResponses {
  private final Map<String, CannedResponse> answers;
  private final Set<String> unused;
  private final Set<String> missing = new TreeSet<>();

  CannedResponses(Map<String, CannedResponse> answers) {
    this.answers = answers;
    this.unused = new TreeSet<>(answers.keySet());
  }

  /** An answer for an id goes before that of the API; where there is none, it is empty. */
  synchronized CannedResponse to(String api, String request) {
    Optional<String> found =
        answers.keySet().stream()
            .filter(name -> name.startsWith(api + "@"))
            .filter(name -> request.contains(name.substring(api.length() + 1)))
            .max(Comparator.comparingInt(String::length))
            .or(() -> Optional.of(api).filter(answers::containsKey));
    found.ifPresentOrElse(unused::remove, () -> missing.add(api));
    return found.map(answers::get).orElse(CannedResponse.none());
  }

  synchronized List<String> missing(Path folder) {
    return missing.stream()
        .map(api -> api + " has no answer: write " + folder.resolve(api + ".json"))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  synchronized List<String> unused() {
    return unused.stream().map(name -> name + ".json was never asked for").toList();
  }
}
