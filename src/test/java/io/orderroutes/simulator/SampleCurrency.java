package io.orderroutes.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderroutes.support.Values;
import java.math.BigDecimal;

/** The currencies of sample orders; a yen has no cents. */
enum SampleCurrency {
  EUR(978, 2, "€", "Euro"),
  USD(840, 2, "US $", "US Dollar"),
  BRL(986, 2, "R$", "Brazilian Real"),
  JPY(392, 0, "JP¥", "Japanese Yen"),
  RUB(643, 2, "руб.", "Russian Ruble");

  private final int number;
  private final int digits;
  private final String symbol;
  private final String displayName;

  SampleCurrency(int number, int digits, String symbol, String displayName) {
    this.number = number;
    this.digits = digits;
    this.symbol = symbol;
    this.displayName = displayName;
  }

  String amount(long cents) {
    return BigDecimal.valueOf(cents, digits).toPlainString();
  }

  /** Money as the platform writes it; four places of an order spell the amount's name otherwise. */
  ObjectNode money(long cents, String amountName) {
    ObjectNode money = JsonNodeFactory.instance.objectNode();
    money
        .put("cent", cents)
        .put("currency_code", name())
        .put(amountName, amount(cents))
        .put("cent_factor", digits == 0 ? 1 : 100)
        .putObject("currency")
        .put("default_fraction_digits", digits)
        .put("numeric_code", number)
        .put("currency_code", name())
        .put("symbol", symbol)
        .put("display_name", displayName);
    return money;
  }

  /** Puts the money under its name, and in the other spellings under the names made of it. */
  void put(Values values, String name, long cents) {
    values
        .put(name, money(cents, "amount"))
        .put(name + "_str", money(cents, "amount_str"))
        .put(name + "_amount", amount(cents));
  }
}
