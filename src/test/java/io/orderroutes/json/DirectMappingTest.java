package io.orderroutes.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is what JSLT's interpreter makes of Jackson's trees, byte for byte. */
class DirectMappingTest {
  private static final Path SUITE = Path.of("..", "shared", "jslt-suite");
  private static final int TIMES = 10_000;
  private static final Set<String> OF_CHANCE = Set.of("now(", "uuid(", "random(");

  /** JSLT's own published tests, where they lie beside the project. */
  @ParameterizedTest
  @ValueSource(
      strings = {"query-tests", "function-tests", "query-error-tests", "function-error-tests"})
  void asJsltsOwnTests(String name) throws IOException {
    Path file = SUITE.resolve(name + ".json");
    assumeTrue(Files.exists(file), () -> "there is no " + file + ": JSLT's own tests do not run");
    int run = 0;
    for (JsonNode test : Json.MAPPER.readTree(file.toFile()).path("tests")) {
      String query = test.path("query").asText();
      Optional<Expression> mapping = compiled(query);
      boolean same = OF_CHANCE.stream().noneMatch(query::contains);
      if (mapping.isPresent() && !test.has("variables") && same && isJson(test)) {
        compare(query, mapping.get(), test.path("input").asText());
        run++;
      }
    }
    assertThat(run).as(name).isGreaterThan(name.contains("query-error") ? 5 : 30);
  }

  private static boolean isJson(JsonNode test) {
    try {
      JacksonTree.of(test.path("input").asText().getBytes(UTF_8));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void asTheInterpreterWithTenThousandRandomMappings() throws IOException {
    Map<String, Integer> seen = new TreeMap<>();
    for (int seed = 0; seed < TIMES; seed++) {
      Random random = new Random(seed);
      String source = new RandomJslt(random).mapping();
      Optional<Expression> mapping = compiled(source);
      if (mapping.isEmpty()) {
        seen.merge("refused", 1, Integer::sum);
        continue;
      }
      for (int input = 0; input < 3; input++) {
        String json = new RandomJson(random).value();
        seen.merge(compare(source, mapping.get(), json), 1, Integer::sum);
      }
    }
    assertThat(seen.get("refused")).isLessThan(TIMES / 4);
    assertThat(seen.get("value")).isGreaterThan(TIMES / 2);
    assertThat(seen.get("object")).isGreaterThan(TIMES / 5);
    assertThat(seen.get("failed")).isGreaterThan(TIMES / 100);
  }

  private static Optional<Expression> compiled(String source) {
    try {
      return Optional.of(Parser.compileString(source));
    } catch (RuntimeException | StackOverflowError e) { // JSLT evaluates some of it
      return Optional.empty();
    }
  }

  /** Says what it was. */
  private static String compare(String source, Expression mapping, String json) throws IOException {
    String what = source + "\nof " + json;
    byte[] expected = null;
    JsonNode tree = null;
    try {
      tree = mapping.apply(JacksonTree.of(json.getBytes(UTF_8)));
      expected = JacksonTree.bytes(tree);
    } catch (RuntimeException | StackOverflowError e) {
      assertFails(what, mapping, json);
      return "failed";
    }
    JsonNode input = JsonPayload.of(json.getBytes(UTF_8)).node();
    JsonOut out = new JsonOut(1);
    new DirectMapping(mapping).write(input, out);
    assertThat(text(out)).as(what).isEqualTo(new String(expected, UTF_8));
    members(what, mapping, input, tree);
    return tree.isObject() ? "object" : "value";
  }

  /** The members of an object, but for two of them. */
  private static void members(String what, Expression mapping, JsonNode input, JsonNode tree)
      throws IOException {
    JsonOut out = new JsonOut(1);
    out.bracket('{');
    boolean object =
        new DirectMapping(mapping)
            .writeMembers(input, (name, begin) -> !Set.of("b", "d e").contains(name), out);
    out.bracket('}');
    assertThat(object).as(what).isEqualTo(tree.isObject());
    JsonNode left =
        tree.isObject()
            ? ((ObjectNode) tree.deepCopy()).remove(Set.of("b", "d e"))
            : Json.MAPPER.createObjectNode();
    assertThat(text(out)).as(what).isEqualTo(new String(JacksonTree.bytes(left), UTF_8));
  }

  private static void assertFails(String what, Expression mapping, String json) throws IOException {
    JsonNode input = JsonPayload.of(json.getBytes(UTF_8)).node();
    try {
      JsonOut out = new JsonOut(1);
      new DirectMapping(mapping).write(input, out);
      throw new AssertionError(what + " should fail, and writes " + text(out));
    } catch (RuntimeException | StackOverflowError expected) {
      assertThat(expected).isNotNull();
    }
  }

  private static String text(JsonOut out) {
    return new String(out.toByteArray(), UTF_8);
  }
}
