package io.orderroutes.consumer;

import io.quarkus.runtime.annotations.RegisterForProxy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** The calls of a {@link Consumer} that the service handles itself. */
@RegisterForReflection(targets = {PolledConsumer.class, Consumer.class})
@RegisterForProxy(targets = {PolledConsumer.class, Consumer.class})
interface PolledConsumer {
  Set<TopicPartition> assignment();

  ConsumerRecords<byte[], byte[]> poll(Duration timeout);

  void subscribe(Collection<String> topics, ConsumerRebalanceListener listener);

  void unsubscribe();

  void pause(Collection<TopicPartition> partitions);

  void resume(Collection<TopicPartition> partitions);

  void wakeup();

  void close();

  /**
   * The client that takes all other calls.
   *
   * @throws IllegalStateException while there is no connection to Kafka
   */
  Consumer<byte[], byte[]> client();

  /** A consumer of these calls and of its client's. */
  @SuppressWarnings("unchecked")
  static Consumer<byte[], byte[]> asConsumer(PolledConsumer own) {
    return (Consumer<byte[], byte[]>)
        Proxy.newProxyInstance(
            PolledConsumer.class.getClassLoader(),
            // a method that both interfaces declare is the first one's
            new Class<?>[] {PolledConsumer.class, Consumer.class},
            (proxy, method, arguments) -> {
              boolean others = method.getDeclaringClass() == Consumer.class;
              try {
                return method.invoke(others ? own.client() : own, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
