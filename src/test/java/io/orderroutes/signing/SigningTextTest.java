package io.orderroutes.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a log would print of the things that hold secrets. */
class SigningTextTest {
  private static final App APP =
      new App(
          "main",
          Protocol.TOP,
          "http://h/",
          "12345678",
          "s3cr3t",
          SignMethod.MD5,
          new Timeouts(Optional.empty(), Optional.empty()));

  @Test
  void anAppTellsItsNameAlone() {
    assertThat(APP).hasToString("App[main]");
  }

  @Test
  void aCallTellsNeitherItsSessionNorItsParameters() {
    ApiCall call = new ApiCall(APP, "tok-6100a1b2", "a.b.c", new TreeMap<>(Map.of("buyer", "7")));
    assertThat(call).hasToString("ApiCall[main a.b.c]");
  }

  @Test
  void aSignedFormTellsNothing() {
    assertThat(
            new SignedForm(
                "session=tok-6100a1b2",
                "buyer=7".getBytes(UTF_8),
                new Timeouts(Optional.empty(), Optional.empty())))
        .hasToString("SignedForm");
  }
}
