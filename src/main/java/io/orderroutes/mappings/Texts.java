package io.orderroutes.mappings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** JSON scalars as text. */
final class Texts {
  private Texts() {}

  /**
   * The text of a scalar, numbers with all digits; empty for a blank text, and if it is not a
   * scalar.
   */
  static Optional<String> of(JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      return Optional.empty();
    }
    String text = value.isTextual() ? value.textValue().strip() : value.asText();
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
