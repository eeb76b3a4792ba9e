package io.orderroutes.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected times were looked up in the rules of US Pacific time, not computed by the code. */
class SourceTimeTest {
  private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2019-03-06 12:01:17 | 2019-03-06T20:01:17Z",
        "2018-03-01 12:12 | 2018-03-01T20:12:00Z",
        "2019-07-01 00:00:00 | 2019-07-01T07:00:00Z",
        "2019-07-01T00:00:00 | 2019-07-01T07:00:00Z",
        "2019-07-01T00:00 | 2019-07-01T07:00:00Z",
        // an hour before and after the clocks change, in spring and in autumn
        "2019-03-10 01:59:59 | 2019-03-10T09:59:59Z",
        "2019-03-10 03:00:00 | 2019-03-10T10:00:00Z",
        "2019-11-03 00:59:59 | 2019-11-03T07:59:59Z",
        "2019-11-03 02:00:00 | 2019-11-03T10:00:00Z",
        // the repeated hour is the first of the two
        "2019-11-03 01:30:00 | 2019-11-03T08:30:00Z",
        // an offset of its own counts more than the zone
        "2017-11-12T12:00:00.000-02:00 | 2017-11-12T14:00:00Z",
        "2017-11-12T12:00:00Z | 2017-11-12T12:00:00Z",
        "2017-11-12T12:00:00+0800 | 2017-11-12T04:00:00Z",
        "Oct. 10, 2018, 00:00:00 PDT. | 2018-10-10T07:00:00Z",
        "Dec. 1, 2018, 10:30:00 PST. | 2018-12-01T18:30:00Z",
        "Nov. 5, 2023, 01:30:00 PDT. | 2023-11-05T08:30:00Z",
        "Nov. 5, 2023, 01:30:00 PST. | 2023-11-05T09:30:00Z",
      })
  void isTheTextInUtc(String text, Instant utc) {
    assertThat(SourceTime.utc(text, PACIFIC)).contains(utc);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2019-02-30 12:00:00",
        "2019-13-01 12:00",
        "2019-03-06 24:00:00",
        "2019-03-06 12:60",
        "2019-03-10 02:30:00", // the clocks skip it
        "2019-03-06",
        "2019-03-06 12:01:1x",
        "2019-03-06 1\u0662:01",
        "+019-03-06 12:01",
        "2019-03-06 12:-1",
        "06/03/2019 12:00",
        "0000-00-00 00:00:00",
        "MMM. d, yyyy, HH:mm:ss z.",
        "yesterday"
      })
  void isNothingWhereTheDateIsImpossible(String text) {
    assertThat(SourceTime.utc(text, PACIFIC)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2019-03-06T20:01:17Z",
        "2019-03-06T20:01:00Z",
        "2019-03-06T00:00:00Z",
        "2019-03-06T20:01:00.500Z",
        "2019-03-06T20:01:17.000000001Z",
        "1969-12-31T23:59:00Z",
        "0000-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "+292278994-08-17T07:12:55.807Z"
      })
  void isWrittenWithItsSecondsEvenWhereThereAreNone(String text) {
    assertThat(SourceTime.text(Instant.parse(text))).isEqualTo(text);
  }

  @Test
  void doesNotDependOnTheMachinesZone() {
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"));
      assertThat(SourceTime.utc("2019-03-06 12:01:17", PACIFIC))
          .contains(Instant.parse("2019-03-06T20:01:17Z"));
    } finally {
      TimeZone.setDefault(before);
    }
  }
}
