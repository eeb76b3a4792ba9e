package io.orderroutes.dispatch;

import io.orderroutes.retry.EventRecord;
import io.orderroutes.sellers.Order;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** The events that one answer serves, in the order they came; mostly one. */
record CoalescedRequest(List<Task> tasks) {
  Task first() {
    return tasks.get(0);
  }

  /** The one that the document names: of a retry record counts when its event was sent. */
  Task newest() {
    Task newest = first();
    for (Task task : tasks) {
      if (task.record().retryHeaders().timestamp() >= newest.record().retryHeaders().timestamp()) {
        newest = task;
      }
    }
    return newest;
  }

  /** The order that is fetched; of an event that asks for none there is no fetch but alone. */
  Order order() {
    return newest().resolved().order().orElseThrow();
  }

  List<EventRecord> records() {
    return tasks.stream().map(Task::record).toList();
  }

  boolean isOf(Set<TopicPartition> partitions) {
    return tasks.stream().anyMatch(task -> partitions.contains(task.partition()));
  }
}
