package io.orderroutes.observability;

import io.orderroutes.privacy.RedactedThrowable;
import io.quarkus.logging.LoggingFilter;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Limits repeated lines of the log. Of each kind the first lines of a minute are shown, the first
 * one with its trace. The rest is counted in one line. DEBUG is not limited.
 */
@LoggingFilter(name = "one-line-per-problem")
public final class RepeatedLines implements Filter {
  private static final int PROBLEMS_SHOWN = 5;
  private static final int NEWS_SHOWN = 25;
  private static final int KINDS_MAX = 1000;
  private static final String ERROR_HANDLER = "org.apache.camel.processor.errorhandler.";

  /** What differs in lines of one kind: words with digits. */
  private static final Pattern VARYING = Pattern.compile("[\\w-]*\\d[\\w-]*");

  /** The text of Camel's error handler before the exception's message. */
  private static final Pattern CAUGHT = Pattern.compile("(?s)(caught: [\\w.$]+).*");

  private final Filter configurationErrors = new ConfigurationErrorFilter();
  private final Map<String, AtomicInteger> kinds = new ConcurrentHashMap<>();
  private final Executor minutes;

  public RepeatedLines() {
    this(CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES));
  }

  RepeatedLines(Executor minutes) {
    this.minutes = minutes;
  }

  @Override
  public boolean isLoggable(LogRecord entry) {
    if (!configurationErrors.isLoggable(entry)) {
      return false;
    }
    if (String.valueOf(entry.getLoggerName()).startsWith(ERROR_HANDLER)) {
      unquote(entry);
    }
    if (entry.getLevel().intValue() < Level.INFO.intValue()) {
      return true;
    }
    String kind = kinds.size() < KINDS_MAX ? kind(entry) : entry.getLoggerName();
    int shown =
        entry.getLevel().intValue() < Level.WARNING.intValue() ? NEWS_SHOWN : PROBLEMS_SHOWN;
    int count = kinds.computeIfAbsent(kind, begin -> new AtomicInteger()).incrementAndGet();
    if (count == 1) {
      minutes.execute(() -> summarize(entry, kinds.remove(kind).get() - shown));
    } else {
      entry.setThrown(null);
    }
    return count <= shown;
  }

  /** Removes the exception's message, which may have data of an order. */
  private static void unquote(LogRecord entry) {
    entry.setMessage(CAUGHT.matcher(String.valueOf(entry.getMessage())).replaceFirst("$1"));
    if (entry.getThrown() != null) {
      entry.setThrown(new RedactedThrowable(entry.getThrown()));
    }
  }

  private static String kind(LogRecord entry) {
    String text = entry.getMessage() + " " + entry.getThrown();
    return entry.getLoggerName() + " " + VARYING.matcher(text).replaceAll("#");
  }

  private static void summarize(LogRecord first, int more) {
    if (more > 0 && first instanceof ExtLogRecord line) {
      String text = more + " more lines within a minute like: " + line.getFormattedMessage();
      Logger.getLogger(line.getLoggerName()).log(line.getLevel(), text);
    }
  }
}
