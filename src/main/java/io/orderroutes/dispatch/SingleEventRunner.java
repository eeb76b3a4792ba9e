package io.orderroutes.dispatch;

import io.orderroutes.kafka.EventRecord;
import io.orderroutes.limits.Scope;
import io.orderroutes.retry.RetryTopics;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Message;

/** Runs single events at once, on the calling thread. The command {@code test} uses it. */
@Singleton
public class SingleEventRunner {
  private final EventResolver resolver;
  private final OrderRoute route;
  private final RetryTopics retries;

  public SingleEventRunner(EventResolver resolver, OrderRoute route, RetryTopics retries) {
    this.resolver = resolver;
    this.route = route;
    this.retries = retries;
  }

  /** One event to run. */
  public interface Trial {
    /** Runs it. Empty if it has ended, else what it waits for. */
    Optional<Scope> end();
  }

  /** The events in a message of Camel's consumer; none if it is a tombstone that is skipped. */
  public List<Trial> of(Message message) {
    return resolver.tasks(EventRecord.of(message, retries::contains)).stream()
        .map(task -> (Trial) () -> end(task))
        .toList();
  }

  private Optional<Scope> end(Task task) {
    OrderRoute.Outcome outcome =
        route.end(new Batch(List.of(new Batch.CoalescedRequest(List.of(task)))));
    if (!outcome.ended() && outcome.waitsFor().isEmpty()) {
      throw new IllegalStateException("the event could be neither published nor parked");
    }
    return outcome.waitsFor();
  }
}
