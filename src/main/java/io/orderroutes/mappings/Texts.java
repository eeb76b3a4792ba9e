package io.orderroutes.mappings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** JSON scalars as text. */
final class Texts {
  private Texts() {}

  /** The scalar's text, numbers to their last digit; nothing for blank text and for no scalar. */
  static Optional<String> of(JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      return Optional.empty();
    }
    String text = value.isTextual() ? value.textValue().strip() : value.asText();
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
