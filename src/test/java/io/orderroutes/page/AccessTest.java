package io.orderroutes.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderroutes.config.ConfigurationError;
import io.orderroutes.sellers.Configured;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
  private static final String TOKEN = "a-token-of-a-test-run";

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.0.2.7", "::", "no such host"})
  void asksForATokenWhereOthersCanReachIt(String host) {
    assertThatThrownBy(() -> access("", host))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageStartingWith("orders.page.token is missing")
        .hasMessageContaining(host);
    assertThat(access(TOKEN, host).asksForToken()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.0.0.2"})
  void asksForNoneOnLoopback(String host) {
    assertThat(access("", host).asksForToken()).isFalse();
    assertThat(access(TOKEN, host).asksForToken()).isTrue();
  }

  @Test
  void refusesATokenThatIsSoonGuessed() {
    assertThatThrownBy(() -> access("fifteen-letters", "127.0.0.1"))
        .hasMessageStartingWith("orders.page.token is too short")
        .hasMessageNotContaining("fifteen");
  }

  @Test
  void knowsTheTokenAlone() {
    Access access = access(TOKEN, "0.0.0.0");
    assertThat(access.knows(TOKEN)).isTrue();
    assertThat(access.knows(TOKEN + "x")).isFalse();
    assertThat(access.knows("")).isFalse();
    assertThat(access.bears("Bearer " + TOKEN)).isTrue();
    assertThat(access.bears(TOKEN)).isFalse();
    assertThat(access.bears("Bearer ")).isFalse();
    assertThat(access("", "127.0.0.1").bears("Bearer ")).isFalse();
    assertThat(access("", "127.0.0.1").knows("")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, true",
    "LOCALHOST, true",
    "127.0.0.1, true",
    "[::1], true",
    "127.0.0.9, true",
    "elsewhere.example, false",
    "localhost.elsewhere.example, false",
    "'', false"
  })
  void withoutATokenItTakesItsOwnNamesAlone(String name, boolean taken) {
    assertThat(access("", "127.0.0.9").takesHost(name)).isEqualTo(taken);
    assertThat(access(TOKEN, "127.0.0.9").takesHost(name)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "same-origin, http://here:8080, true",
    ", http://HERE:8080, true",
    "same-origin, , true",
    ", , true",
    "cross-site, http://here:8080, false",
    "same-site, , false",
    "none, , false",
    ", null, false",
    ", http://here, false",
    ", http://here:8081, false",
    ", http://elsewhere.example, false",
    ", http://here:8080@elsewhere.example, false",
    ", ::, false",
  })
  void takesAFormFromItsOwnPagesAlone(String site, String origin, boolean taken) {
    assertThat(Access.isOwn(Optional.ofNullable(site), Optional.ofNullable(origin), "here:8080"))
        .isEqualTo(taken);
  }

  private static Access access(String token, String host) {
    Configured keys = Configured.nothing();
    return new Access(
        (token.isEmpty() ? keys : keys.with("orders.page.token", token)).config().page(), host);
  }
}
