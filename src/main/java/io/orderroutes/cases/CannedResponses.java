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

/** The responses of a case, by API or {@code <api>@<id>}, and which of them were used. */
final class CannedResponses {
  private final Map<String, CannedResponse> responses;
  private final Set<String> unused;
  private final Set<String> missing = new TreeSet<>();

  CannedResponses(Map<String, CannedResponse> responses) {
    this.responses = responses;
    this.unused = new TreeSet<>(responses.keySet());
  }

  /**
   * The response to a call; one for an id takes precedence over that of the API. Empty where there
   * is none.
   */
  synchronized CannedResponse to(String api, String request) {
    Optional<String> found =
        responses.keySet().stream()
            .filter(name -> name.startsWith(api + "@"))
            .filter(name -> request.contains(name.substring(api.length() + 1)))
            .max(Comparator.comparingInt(String::length))
            .or(() -> Optional.of(api).filter(responses::containsKey));
    found.ifPresentOrElse(unused::remove, () -> missing.add(api));
    return found.map(responses::get).orElse(CannedResponse.none());
  }

  synchronized List<String> missing(Path folder) {
    return missing.stream()
        .map(api -> api + " has no response: write " + folder.resolve(api + ".json"))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  synchronized List<String> unused() {
    return unused.stream().map(name -> name + ".json was not used").toList();
  }
}
