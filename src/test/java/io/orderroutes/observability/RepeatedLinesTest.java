package io.orderroutes.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.config.ConfigurationError;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left of lines that say the same again and again. */
class RepeatedLinesTest {
  private static final Logger LOG = Logger.getLogger("repeated");

  private final List<Runnable> minutes = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final RepeatedLines lines = new RepeatedLines(minutes::add);
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          told.add(entry.getLevel() + " " + entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOG.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    LOG.removeHandler(handler);
  }

  @Test
  void showsTheFirstOfAMinuteAndCountsTheRest() {
    int shown = 0;
    for (int i = 0; i < 10_000; i++) {
      shown += lines.isLoggable(line(Level.WARNING, "order " + i + " of BP" + i + "-x")) ? 1 : 0;
    }
    assertThat(shown).isEqualTo(5);
    assertThat(minutes).hasSize(1);
    minutes.get(0).run();
    assertThat(told)
        .containsExactly("WARNING 9995 more lines within a minute like: order 0 of BP0-x");
    assertThat(lines.isLoggable(line(Level.WARNING, "order 7 of BP7-x"))).isTrue();
  }

  @Test
  void saysNothingMoreOfWhatWasShownWhole() {
    lines.isLoggable(line(Level.WARNING, "once"));
    minutes.get(0).run();
    assertThat(told).isEmpty();
  }

  @Test
  void keepsTheTraceOfTheFirstOnly() {
    LogRecord first = line(Level.SEVERE, "failed");
    LogRecord second = line(Level.SEVERE, "failed");
    LogRecord other = line(Level.SEVERE, "failed");
    first.setThrown(new IllegalStateException("a"));
    second.setThrown(new IllegalStateException("a"));
    other.setThrown(new IllegalArgumentException("a"));
    for (LogRecord line : List.of(first, second, other)) {
      assertThat(lines.isLoggable(line)).isTrue();
    }
    assertThat(first.getThrown()).isNotNull();
    assertThat(second.getThrown()).isNull();
    assertThat(other.getThrown()).isNotNull();
  }

  @Test
  void tellsKindsApart() {
    for (int i = 0; i < 6; i++) {
      lines.isLoggable(line(Level.WARNING, "one thing " + i));
    }
    assertThat(lines.isLoggable(line(Level.WARNING, "one thing 9"))).isFalse();
    assertThat(lines.isLoggable(line(Level.WARNING, "another thing 9"))).isTrue();
  }

  @Test
  void cutsNothingOfDebug() {
    for (int i = 0; i < 100; i++) {
      assertThat(lines.isLoggable(line(Level.FINE, "step"))).isTrue();
    }
  }

  @Test
  void keepsWrongConfigurationOutLikeTheFilterOfThatName() {
    LogRecord wrong = line(Level.SEVERE, "the start failed");
    wrong.setThrown(new IllegalStateException(new ConfigurationError("a.key", "is wrong", "x")));
    assertThat(lines.isLoggable(wrong)).isFalse();
  }

  @Test
  void leavesOutWhatCamelQuotesOfAFailure() {
    LogRecord line = line(Level.SEVERE, "Failed. caught: a.B: buyer 0142637\nand more");
    line.setLoggerName("org.apache.camel.processor.errorhandler.DefaultErrorHandler");
    line.setThrown(new IllegalStateException("buyer 0142637", new RuntimeException("0142637")));
    assertThat(lines.isLoggable(line)).isTrue();
    assertThat(line.getMessage()).isEqualTo("Failed. caught: a.B");
    assertThat(line.getThrown())
        .hasMessage("java.lang.IllegalStateException by java.lang.RuntimeException")
        .hasNoCause();
  }

  private static LogRecord line(Level level, String message) {
    ExtLogRecord line = new ExtLogRecord(level, message, RepeatedLinesTest.class.getName());
    line.setLoggerName(LOG.getName());
    return line;
  }
}
