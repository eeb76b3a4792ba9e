package io.orderroutes.mappings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Amounts as text, exact: they never pass through floating point. */
final class Money {
  private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?");
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

  /** The amount as it is written, unless it is none. */
  static Optional<String> amount(JsonNode value) {
    return value.isNumber()
        ? plain(value.decimalValue())
        : Texts.of(value).filter(text -> AMOUNT.matcher(text).matches());
  }

  private static Optional<String> ofCents(JsonNode value) {
    Optional<BigDecimal> cent = amount(value.path("cent")).map(BigDecimal::new);
    Optional<BigDecimal> factor =
        amount(value.path("cent_factor")).map(BigDecimal::new).filter(found -> found.signum() > 0);
    try {
      return cent.flatMap(count -> factor.flatMap(unit -> plain(quotient(count, unit))));
    } catch (ArithmeticException e) {
      return Optional.empty(); // an endless fraction
    }
  }

  /** 100 cents by 100 are 1.00, not 1. */
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
