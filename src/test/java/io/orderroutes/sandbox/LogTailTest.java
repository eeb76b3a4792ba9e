package io.orderroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  @Test
  void aLongMessageIsInAFileAndItsEndsInTheReport(@TempDir Path dir) throws Exception {
    String page = "expecting:\n" + "metric 1\n".repeat(500) + "to contain:\nmetric 2";
    AssertionError failure = new AssertionError(page);
    Path file = dir.resolve("test.txt");
    Throwable shorter = LogTail.shortened(failure, file);
    assertThat(shorter).hasMessageContainingAll("expecting:", "test.txt", "metric 2");
    assertThat(shorter.getMessage().lines().count()).isLessThan(30);
    assertThat(shorter.getStackTrace()).isEqualTo(failure.getStackTrace());
    assertThat(Files.readString(file).strip()).isEqualTo(page);
  }

  @Test
  void aShortOneStaysAsItIs(@TempDir Path dir) throws Exception {
    AssertionError failure = new AssertionError("expected 1, was 2");
    assertThat(LogTail.shortened(failure, dir.resolve("test.txt"))).isSameAs(failure);
  }

  @Test
  void ofALogTheLastLinesAreShown() {
    String tail = LogTail.tail(Collections.nCopies(100, "x".repeat(1000)));
    assertThat(tail.lines()).hasSize(20).allMatch(line -> line.length() < 320);
  }
}
