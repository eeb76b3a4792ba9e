package io.orderroutes.sellers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenPairTest {
  @Test
  void readsWhatThePlatformAnswers() {
    TokenPair pair =
        TokenPair.read(
            "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expire_time\":1710000000000}");
    assertThat(pair.access()).isEqualTo("a");
    assertThat(pair.refresh()).contains("r");
    assertThat(pair.ends()).contains(Instant.parse("2024-03-09T16:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3600", "\"3600\""})
  void countsSecondsFromNow(String seconds) throws Exception {
    Instant before = Instant.now();
    TokenPair pair =
        TokenPair.of(
            new ObjectMapper().readTree("{\"access_token\":\"a\",\"expires_in\":" + seconds + "}"));
    assertThat(pair.ends().orElseThrow())
        .isBetween(before.plusSeconds(3600), Instant.now().plus(Duration.ofHours(1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "999999999999999999",
        "99999999999999999999999",
        "-5",
        "0",
        "1e3",
        "\"soon\"",
        "null"
      })
  void knowsNoEndWhereThereIsNoSuchMoment(String number) {
    for (String name : new String[] {"expires_in", "expire_time"}) {
      TokenPair pair = TokenPair.read("{\"access_token\":\"a\",\"" + name + "\":" + number + "}");
      assertThat(pair.access()).isEqualTo("a");
      assertThat(pair.ends()).as(name + " " + number).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1710000000000",
        "\"1710000000000\"",
        "\"2024-03-09T16:00:00Z\"",
        "\"2024-03-09T08:00:00.000-08:00\"",
        // the platforms' own zone
        "\"2024-03-10 00:00:00\""
      })
  void readsTheEndInEveryForm(String end) {
    TokenPair pair = TokenPair.read("{\"access_token\":\"a\",\"expire_time\":" + end + "}");
    assertThat(pair.ends()).contains(Instant.parse("2024-03-09T16:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFEFFtoken", "\uFEFF{\"access_token\":\"token\"}", "\uFEFF token\r\n"})
  void readsATokenAfterAByteOrderMark(String text) {
    assertThat(TokenPair.read(text).access()).isEqualTo("token");
  }
}
