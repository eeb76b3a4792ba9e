package io.orderroutes.delivery;

import io.orderroutes.limits.Scope;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Message;

/** Brings single events to their ends at once, outside of the workers. */
@Singleton
public class Trials {
  private final Intake intake;
  private final OrderRoute route;
  private final RetryTopics retries;

  public Trials(Intake intake, OrderRoute route, RetryTopics retries) {
    this.intake = intake;
    this.route = route;
    this.retries = retries;
  }

  /** One event, to be brought to its end. */
  public interface Trial {
    /** Empty when it has ended, else what it waits for. */
    Optional<Scope> end();
  }

  /** The events in a message like Camel's of a record; none in a tombstone that is skipped. */
  public List<Trial> of(Message message) {
    return intake.tasks(EventRecord.of(message, retries)).stream()
        .map(task -> (Trial) () -> end(task))
        .toList();
  }

  private Optional<Scope> end(Task task) {
    Ending ending = route.end(new Batch(List.of(new Fetch(List.of(task)))));
    if (!ending.ended() && ending.waitsFor().isEmpty()) {
      throw new IllegalStateException("the event could be neither published nor parked");
    }
    return ending.waitsFor();
  }
}
