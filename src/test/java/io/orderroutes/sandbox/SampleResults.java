package io.orderroutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderroutes.sandbox.SampleEvents.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps count of how the sent orders ended, and of what should not have happened. */
final class SampleResults {
  private static final End STRANGER = new End("sent by another", 0);

  private final Map<String, Sent> sent = new HashMap<>();
  private final Map<String, List<String>> wrong = new LinkedHashMap<>();
  private int documents;
  private int parked;
  private final Set<String> ended = new HashSet<>();

  private record Sent(Sample sample, long atMillis) {}

  /** An order whose end has arrived: the form of its event, and how long it took. */
  record End(String label, long millis) {}

  void sent(Sample sample) {
    sent.put(sample.orderId(), new Sent(sample, System.currentTimeMillis()));
  }

  End document(JsonNode document) {
    documents++;
    String orderId = document.path("order_id").asText();
    Sent origin = end(orderId);
    if (origin == null) {
      return STRANGER;
    }
    SampleForm form = origin.sample.form();
    if (!document.path("platform").asText().equals(form.shop.platform)
        || !document.path("seller").asText().equals(form.shop.seller)) {
      wrong("of another platform or seller than its event", orderId);
    }
    if (!document.path("complete").asBoolean() && origin.sample.special().isEmpty()) {
      wrong("incomplete", orderId);
    }
    return describe(origin);
  }

  End parked(String orderId) {
    parked++;
    Sent origin = end(orderId);
    if (origin == null) {
      return STRANGER;
    }
    if (origin.sample.special().isEmpty()) {
      wrong("parked", orderId);
    }
    return describe(origin);
  }

  private Sent end(String orderId) {
    Sent origin = sent.get(orderId);
    if (origin != null && !ended.add(orderId)) {
      wrong("ended twice", orderId);
    }
    return origin;
  }

  private static End describe(Sent origin) {
    String label =
        origin
            .sample
            .special()
            .map(kind -> "special " + kind.prefix() + ", " + kind.description())
            .orElse(origin.sample.form().label);
    return new End(label, System.currentTimeMillis() - origin.atMillis);
  }

  private void wrong(String what, String orderId) {
    wrong.computeIfAbsent(what, any -> new ArrayList<>()).add(orderId);
  }

  int documents() {
    return documents;
  }

  boolean allEnded() {
    return ended.size() == sent.size();
  }

  /** What went wrong, a line each; orders without an end included. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    wrong.forEach((what, ids) -> problems.add(told(what, ids)));
    List<String> missing = sent.keySet().stream().filter(id -> !ended.contains(id)).toList();
    if (!missing.isEmpty()) {
      problems.add(told("without a document", missing));
    }
    return problems;
  }

  private static String told(String what, List<String> ids) {
    return ids.size()
        + " "
        + what
        + ": "
        + String.join(", ", ids.subList(0, Math.min(3, ids.size())));
  }

  String summary() {
    return "%d sent, %d documents, %d parked, %d under way"
        .formatted(sent.size(), documents, parked, sent.size() - ended.size());
  }
}
