package io.orderroutes.delivery;

import io.orderroutes.gateway.Order;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** The events that one answer serves, in the order they came; mostly one. */
record Fetch(List<Task> tasks) {
  Task first() {
    return tasks.get(0);
  }

  /** The one that the document names: of a retry record counts when its event was sent. */
  Task newest() {
    Task newest = first();
    for (Task task : tasks) {
      if (task.record().retry().timestamp() >= newest.record().retry().timestamp()) {
        newest = task;
      }
    }
    return newest;
  }

  /** The order that is fetched; of an event that asks for none there is no fetch but alone. */
  Order order() {
    return newest().admission().order().orElseThrow();
  }

  List<EventRecord> records() {
    return tasks.stream().map(Task::record).toList();
  }

  boolean isOf(Set<TopicPartition> partitions) {
    return tasks.stream().anyMatch(task -> partitions.contains(task.partition()));
  }
}
