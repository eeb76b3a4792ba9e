package io.orderroutes.mappings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.Optional;

/** Exact amounts as text, without floating point. */
final class Money {
  private static final int DIGITS_MAX = 40;

  private Money() {}

  /**
   * The platforms' forms of money, as {@code {"amount": "12.30", "currency": "EUR"}}: an object
   * with {@code amount} or {@code amount_str}, else {@code cent} and {@code cent_factor}; or a
   * plain amount, whose currency is the one given.
   */
  static Optional<JsonNode> of(JsonNode value, JsonNode currency) {
    Optional<String> amount =
        value.isObject()
            ? amount(value.path("amount"))
                .or(() -> amount(value.path("amount_str")))
                .or(() -> ofCents(value))
            : amount(value);
    Optional<String> code =
        value.isObject()
            ? Texts.of(value.path("currency_code"))
                .or(() -> Texts.of(value.path("currency")))
                .or(() -> Texts.of(value.path("currency").path("currency_code")))
            : Texts.of(currency);
    return amount.flatMap(
        text ->
            code.map(
                name ->
                    JsonNodeFactory.instance
                        .objectNode()
                        .put("amount", text)
                        .put("currency", name)));
  }

  /** The amount as it is written; empty if it is not one. */
  static Optional<String> amount(JsonNode value) {
    if (value.isInt() || value.isLong()) {
      return Optional.of(value.asText());
    }
    return value.isNumber() ? plain(value.decimalValue()) : Texts.of(value).filter(Money::isAmount);
  }

  /** An optional sign, 1 to 40 digits, and optionally a point and 1 to 40 digits. */
  private static boolean isAmount(String text) {
    int begin = text.startsWith("-") ? 1 : 0;
    int point = afterDigits(text, begin);
    boolean whole = point > begin && point - begin <= DIGITS_MAX;
    if (!whole || point == text.length()) {
      return whole;
    }
    int fraction = text.length() - point - 1;
    return text.charAt(point) == '.'
        && fraction > 0
        && fraction <= DIGITS_MAX
        && afterDigits(text, point + 1) == text.length();
  }

  private static int afterDigits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  /** An amount without redundant zeros: 1.50 becomes 1.5, and 007 becomes 7. */
  static String shortest(String amount) {
    char first = amount.charAt(0);
    boolean shortest = first > '0' && amount.indexOf('.') < 0;
    return shortest ? amount : new BigDecimal(amount).stripTrailingZeros().toPlainString();
  }

  private static Optional<String> ofCents(JsonNode value) {
    Optional<BigDecimal> cent = amount(value.path("cent")).map(BigDecimal::new);
    Optional<BigDecimal> factor =
        amount(value.path("cent_factor")).map(BigDecimal::new).filter(found -> found.signum() > 0);
    try {
      return cent.flatMap(count -> factor.flatMap(unit -> plain(quotient(count, unit))));
    } catch (ArithmeticException e) {
      return Optional.empty(); // a fraction without an end
    }
  }

  /** 100 cents divided by 100 are 1.00, not 1. */
  private static BigDecimal quotient(BigDecimal count, BigDecimal unit) {
    BigDecimal exact = count.divide(unit);
    int digits = Math.max(0, unit.stripTrailingZeros().scale() * -1);
    return exact.scale() < digits ? exact.setScale(digits) : exact;
  }

  private static Optional<String> plain(BigDecimal value) {
    boolean sane = value.precision() <= DIGITS_MAX && Math.abs(value.scale()) <= DIGITS_MAX;
    return sane ? Optional.of(value.toPlainString()) : Optional.empty();
  }
}
