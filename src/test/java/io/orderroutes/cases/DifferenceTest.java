package io.orderroutes.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  @Test
  void namesThePlaceWhatIsExpectedAndWhatIsThere() throws JsonProcessingException {
    assertThat(
            between(
                "{'lines': [{'quantity': '2', 'id': 'a'}], 'complete': true}",
                "{'complete': true, 'lines': [{'id': 'a', 'quantity': '3'}]}"))
        .containsExactly("lines[0].quantity: expected \"2\", was \"3\"");
  }

  @Test
  void tellsWhatIsMissingFromWhatIsTooMuch() throws JsonProcessingException {
    assertThat(
            between(
                "{'buyer': {'name': 'A'}, 'list': [1, 2]}",
                "{'buyer': {'mail': null}, 'list': [1, 2, {'x': 3}]}"))
        .containsExactly(
            "buyer.name: expected \"A\", is missing",
            "buyer.mail: not expected, was null",
            "list[2]: not expected, was {\"x\":3}");
  }

  @Test
  void tellsNullFromNothingAndATextFromANumber() throws JsonProcessingException {
    assertThat(between("{'a': null, 'b': 1}", "{'b': '1'}"))
        .containsExactly("a: expected null, is missing", "b: expected 1, was \"1\"");
  }

  @Test
  void roundsNoNumber() throws JsonProcessingException {
    assertThat(between("[1.0, 12345678901234567890]", "[1.00, 12345678901234567891]"))
        .containsExactly(
            "[0]: expected 1.0, was 1.00",
            "[1]: expected 12345678901234567890, was 12345678901234567891");
    assertThat(between("[0.10, 12345678901234567890]", "[0.10, 12345678901234567890]")).isEmpty();
  }

  @Test
  void comparesDifferentKindsAsAWhole() throws JsonProcessingException {
    assertThat(between("{'a': []}", "{'a': {}}")).containsExactly("a: expected [], was {}");
    assertThat(between("{}", "[]")).containsExactly("the whole: expected {}, was []");
  }

  @Test
  void cutsLongValuesOff() throws JsonProcessingException {
    assertThat(between("'" + "x".repeat(500) + "'", "1"))
        .singleElement()
        .asString()
        .hasSizeLessThan(300)
        .endsWith("x…, was 1");
  }

  private static List<String> between(String expected, String actual)
      throws JsonProcessingException {
    return Difference.between(
        Difference.JSON.readTree(expected.replace('\'', '"')),
        Difference.JSON.readTree(actual.replace('\'', '"')));
  }
}
