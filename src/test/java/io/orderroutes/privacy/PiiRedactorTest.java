package io.orderroutes.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PiiRedactorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mail lena.k+1@post.example, please|mail ***, please",
        "<lena@post.example>|<***>",
        "Łena@pöst.example|***",
        "call 5550142637|call ***",
        "tel:5550142637!|tel:***!",
        "call +49 (555) 014-26.37 now|call +*** (***) ***-***.*** now",
        "call +495550142637|call +***",
        "call 555-0142|call ***-***",
        "order 8100000000000777 of 5550142637|order 8100000000000777 of ***",
        "order 8100000000000777 5550142637|order 8100000000000777 ***",
      })
  void blotsOutWhatLooksLikeAContact(String text, String clean) {
    assertThat(PiiRedactor.redacted(text, Set.of())).isEqualTo(clean);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This ban will last for 5 more seconds",
        "parcel BP10000000018002 or LP-20260102-77",
        "F00-10-10000-001: account not found",
        "since 2019-03-06 12:01:17",
        "order 1100040120015434",
        "127.0.0.1 says 42 @ noon",
      })
  void leavesTheRest(String text) {
    assertThat(PiiRedactor.redacted(text, Set.of())).isEqualTo(text);
  }

  @Test
  void leavesTheIdsThatWereAskedFor() {
    assertThat(
            PiiRedactor.redacted(
                "order 31130700125804, tel 31130700125805", Set.of("31130700125804")))
        .isEqualTo("order 31130700125804, tel ***");
  }

  /** The words of a platform may be as long as its answer. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "a.", "1", "1 ", "@", "a@", "+(1"})
  void takesNoLongerThanTheTextIs(String piece) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> PiiRedactor.redacted(piece.repeat(300_000), Set.of()));
  }
}
