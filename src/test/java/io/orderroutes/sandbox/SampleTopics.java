package io.orderroutes.sandbox;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** The topics between the sandbox and the service, which creates them. */
final class SampleTopics {
  static final String EVENTS = "order-events";
  static final String DOCUMENTS = "order-documents";
  static final String PARKED = "order-events.parked";

  private SampleTopics() {}

  static boolean present(String brokers) throws InterruptedException {
    try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", brokers))) {
      return admin.listTopics().names().get().containsAll(Set.of(EVENTS, DOCUMENTS, PARKED));
    } catch (ExecutionException brokerNotThere) {
      return false;
    }
  }
}
