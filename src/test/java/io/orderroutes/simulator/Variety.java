package io.orderroutes.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Random;

/** Draws names, states and goods for one order; the same id always draws the same. */
final class Variety {
  private final JsonNode choices;
  private final Random dice;

  Variety(JsonNode choices, String id) {
    this.choices = choices;
    this.dice = new Random(spread(id));
  }

  JsonNode pick(String name) {
    JsonNode list = choices.path(name);
    return list.get(dice.nextInt(list.size()));
  }

  String pickText(String name) {
    return pick(name).textValue();
  }

  /** What belongs to a choice, such as the logistics state to an order state. */
  String matching(String name, String key, String otherwise) {
    return choices.path(name).path(key).asText(otherwise);
  }

  int between(int least, int most) {
    return least + dice.nextInt(most - least + 1);
  }

  boolean oneIn(int count) {
    return dice.nextInt(count) == 0;
  }

  String digits(int count) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.append(dice.nextInt(10));
    }
    return digits.toString();
  }

  /** Neighbouring ids would draw nearly the same from neighbouring seeds. */
  private static long spread(String id) {
    long seed = 0xcbf29ce484222325L;
    for (char c : id.toCharArray()) {
      seed = (seed ^ c) * 0x100000001b3L;
    }
    seed = (seed ^ (seed >>> 33)) * 0xff51afd7ed558ccdL;
    return seed ^ (seed >>> 33);
  }
}
