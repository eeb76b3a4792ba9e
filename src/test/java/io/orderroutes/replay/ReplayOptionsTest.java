package io.orderroutes.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayOptionsTest {
  @Test
  void readsWhatIsGiven() {
    ReplayOptions options = of("--api=a=b --rate=7 --to=2026-01-02T03:04:05Z --dry-run");
    assertThat(options.filter("api")).contains("a=b");
    assertThat(options.filter("reason")).isEmpty();
    assertThat(options.rate()).isEqualTo(7);
    assertThat(options.to()).isPresent();
    assertThat(options.from()).isEmpty();
    assertThat(options.dryRun()).isTrue();
    assertThat(of("--all").rate()).isEqualTo(100);
    assertThat(of("--help").help()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "--reasons=x, --reasons is unknown: write one of",
    "reason=x, reason is unknown",
    "--reason, --reason has no value",
    "--reason=, --reason has an empty value",
    "--all=yes, --all takes no value",
    "--all --all, --all is given twice",
    "--dry-run --rate=5, nothing is selected: write --all or",
    "--all --rate=0, --rate is '0'",
    "--all --rate=fast, --rate is 'fast'",
    "--all --rate=100001, --rate is '100001'",
    "--from=yesterday, --from is 'yesterday': write a time as",
    "--to=2026-01-02, --to is '2026-01-02'",
  })
  void refusesInOneLine(String options, String complaint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(options))
        .withMessageStartingWith(complaint)
        .withMessageNotContaining("\n");
  }

  @Test
  void explainsEveryOptionThatIsKnown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("--x"))
        .satisfies(
            refused ->
                Stream.of(refused.getMessage().split("[^a-z-]+"))
                    .filter(word -> word.startsWith("--") && !word.equals("--x"))
                    .filter(word -> !word.equals("--help"))
                    .forEach(word -> assertThat(ReplayOptions.HELP).contains(word)));
  }

  private static ReplayOptions of(String options) {
    return ReplayOptions.of(("replay " + options).split(" "));
  }
}
