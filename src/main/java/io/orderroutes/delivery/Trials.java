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

  /** Takes a message like Camel's of a record; empty when it has ended, else what it waits for. */
  public Optional<Scope> end(Message message) {
    EventRecord record = EventRecord.of(message, retries);
    Task task = Task.of(record, intake.admit(record), 0);
    Ending ending = route.end(new Batch(List.of(new Fetch(List.of(task)))));
    if (!ending.ended() && ending.waitsFor().isEmpty()) {
      throw new IllegalStateException("the event could be neither published nor parked");
    }
    return ending.waitsFor();
  }
}
