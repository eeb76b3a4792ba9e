package io.orderroutes.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'amount': '0.01', 'currency_code': 'EUR'} | 0.01",
        "{'amount': '12.30', 'currency': 'EUR'} | 12.30",
        "{'amount': '12.0000', 'currency': 'EUR'} | 12.0000",
        "{'amount': 12.30, 'currency': 'EUR'} | 12.30",
        "{'amount': 7, 'currency': 'EUR'} | 7",
        "{'amount': '-5', 'currency': 'EUR'} | -5",
        "{'amount_str': '0.10', 'currency_code': 'EUR'} | 0.10",
        "{'amount': '', 'amount_str': '0.10', 'currency_code': 'EUR'} | 0.10",
        "{'amount': 'free', 'cent': 1999, 'cent_factor': 100, 'currency_code': 'EUR'} | 19.99",
        "{'cent': 1, 'cent_factor': 100, 'currency_code': 'EUR'} | 0.01",
        "{'cent': 100, 'cent_factor': 100, 'currency_code': 'EUR'} | 1.00",
        "{'cent': '250', 'cent_factor': '100', 'currency_code': 'EUR'} | 2.50",
        "{'cent': 1999, 'cent_factor': 1, 'currency_code': 'EUR'} | 1999",
        "{'cent': 1999, 'cent_factor': 1000, 'currency_code': 'EUR'} | 1.999",
        "{'cent': 9007199254740993, 'cent_factor': 100, 'currency_code': 'EUR'} | 90071992547409.93",
        "{'cent': 9223372036854775807, 'cent_factor': 100, 'currency': {'currency_code': 'EUR'}}"
            + " | 92233720368547758.07",
      })
  void isTheAmountToItsLastDigit(String value, String amount) throws Exception {
    assertThat(Money.of(json(value), NullNode.instance))
        .contains(json("{'amount': '" + amount + "', 'currency': 'EUR'}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'amount': '1e3', 'currency': 'EUR'}",
        "{'amount': '1,50', 'currency': 'EUR'}",
        "{'amount': '12.', 'currency': 'EUR'}",
        "{'amount': 1e999999999, 'currency': 'EUR'}",
        "{'amount': '1.50'}",
        "{'currency': 'EUR'}",
        "{'cent': 1, 'cent_factor': 0, 'currency': 'EUR'}",
        "{'cent': 1, 'cent_factor': 3, 'currency': 'EUR'}",
        "{'cent': 1, 'cent_factor': -100, 'currency': 'EUR'}",
        "{'cent': 1, 'currency': 'EUR'}",
        "{'amount': {'amount': '1'}, 'currency': 'EUR'}",
        "['1.50', 'EUR']",
        "'1.50'",
        "true",
      })
  void isNothingWhereTheAmountIsNone(String value) throws Exception {
    assertThat(Money.of(json(value), NullNode.instance)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'1.01', EUR", "1.01, EUR"})
  void ofAPlainAmountTakesTheCurrencyThatStandsBesideIt(String value, String currency)
      throws Exception {
    assertThat(Money.of(json(value), json("'" + currency + "'")))
        .contains(json("{'amount': '1.01', 'currency': 'EUR'}"));
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "100, 100",
    "007, 7",
    "0, 0",
    "-0, 0",
    "-12, -12",
    "1.50, 1.5",
    "100.00, 100",
    "0.00, 0",
    "-0.0, 0",
    "00.5, 0.5",
    "-0.50, -0.5",
    "10.01, 10.01",
    "-007.10, -7.1"
  })
  void isShortestWithoutTheZerosThatSayNothing(String amount, String shortest) {
    assertThat(Money.shortest(amount)).isEqualTo(shortest);
  }

  @ParameterizedTest
  @CsvSource({"40, 0, true", "41, 0, false", "1, 40, true", "1, 41, false", "0, 1, false"})
  void anAmountHasFortyDigitsOnEachSideOfThePointAtMost(int whole, int fraction, boolean amount) {
    String text = "9".repeat(whole) + (fraction > 0 ? "." + "9".repeat(fraction) : "");
    assertThat(Money.amount(TextNode.valueOf(text)).isPresent()).isEqualTo(amount);
    assertThat(Money.amount(TextNode.valueOf("-" + text)).isPresent()).isEqualTo(amount);
  }

  private static JsonNode json(String text) throws Exception {
    return Mapped.JSON.readTree(text.replace('\'', '"'));
  }
}
