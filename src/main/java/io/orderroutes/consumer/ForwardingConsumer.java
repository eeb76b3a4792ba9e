package io.orderroutes.consumer;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.SubscriptionPattern;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.KafkaMetric;

/** Passes every call on to another consumer; a subclass overrides what it does differently. */
abstract class ForwardingConsumer implements Consumer<byte[], byte[]> {

  /** The consumer that takes the calls. */
  protected abstract Consumer<byte[], byte[]> client();

  @Override
  public Set<TopicPartition> assignment() {
    return client().assignment();
  }

  @Override
  public Set<String> subscription() {
    return client().subscription();
  }

  @Override
  public void subscribe(Collection<String> topics) {
    client().subscribe(topics);
  }

  @Override
  public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
    client().subscribe(topics, listener);
  }

  @Override
  public void assign(Collection<TopicPartition> partitions) {
    client().assign(partitions);
  }

  @Override
  public void subscribe(Pattern pattern, ConsumerRebalanceListener listener) {
    client().subscribe(pattern, listener);
  }

  @Override
  public void subscribe(Pattern pattern) {
    client().subscribe(pattern);
  }

  @Override
  public void subscribe(SubscriptionPattern pattern, ConsumerRebalanceListener listener) {
    client().subscribe(pattern, listener);
  }

  @Override
  public void subscribe(SubscriptionPattern pattern) {
    client().subscribe(pattern);
  }

  @Override
  public void unsubscribe() {
    client().unsubscribe();
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    return client().poll(timeout);
  }

  @Override
  public void commitSync() {
    client().commitSync();
  }

  @Override
  public void commitSync(Duration timeout) {
    client().commitSync(timeout);
  }

  @Override
  public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
    client().commitSync(offsets);
  }

  @Override
  public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
    client().commitSync(offsets, timeout);
  }

  @Override
  public void commitAsync() {
    client().commitAsync();
  }

  @Override
  public void commitAsync(OffsetCommitCallback callback) {
    client().commitAsync(callback);
  }

  @Override
  public void commitAsync(
      Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
    client().commitAsync(offsets, callback);
  }

  @Override
  public void registerMetricForSubscription(KafkaMetric metric) {
    client().registerMetricForSubscription(metric);
  }

  @Override
  public void unregisterMetricFromSubscription(KafkaMetric metric) {
    client().unregisterMetricFromSubscription(metric);
  }

  @Override
  public void seek(TopicPartition partition, long offset) {
    client().seek(partition, offset);
  }

  @Override
  public void seek(TopicPartition partition, OffsetAndMetadata offset) {
    client().seek(partition, offset);
  }

  @Override
  public void seekToBeginning(Collection<TopicPartition> partitions) {
    client().seekToBeginning(partitions);
  }

  @Override
  public void seekToEnd(Collection<TopicPartition> partitions) {
    client().seekToEnd(partitions);
  }

  @Override
  public long position(TopicPartition partition) {
    return client().position(partition);
  }

  @Override
  public long position(TopicPartition partition, Duration timeout) {
    return client().position(partition, timeout);
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
    return client().committed(partitions);
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> committed(
      Set<TopicPartition> partitions, Duration timeout) {
    return client().committed(partitions, timeout);
  }

  @Override
  public Uuid clientInstanceId(Duration timeout) {
    return client().clientInstanceId(timeout);
  }

  @Override
  public Map<MetricName, ? extends Metric> metrics() {
    return client().metrics();
  }

  @Override
  public List<PartitionInfo> partitionsFor(String topic) {
    return client().partitionsFor(topic);
  }

  @Override
  public List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
    return client().partitionsFor(topic, timeout);
  }

  @Override
  public Map<String, List<PartitionInfo>> listTopics() {
    return client().listTopics();
  }

  @Override
  public Map<String, List<PartitionInfo>> listTopics(Duration timeout) {
    return client().listTopics(timeout);
  }

  @Override
  public Set<TopicPartition> paused() {
    return client().paused();
  }

  @Override
  public void pause(Collection<TopicPartition> partitions) {
    client().pause(partitions);
  }

  @Override
  public void resume(Collection<TopicPartition> partitions) {
    client().resume(partitions);
  }

  @Override
  public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
    return client().offsetsForTimes(times);
  }

  @Override
  public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
      Map<TopicPartition, Long> times, Duration timeout) {
    return client().offsetsForTimes(times, timeout);
  }

  @Override
  public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
    return client().beginningOffsets(partitions);
  }

  @Override
  public Map<TopicPartition, Long> beginningOffsets(
      Collection<TopicPartition> partitions, Duration timeout) {
    return client().beginningOffsets(partitions, timeout);
  }

  @Override
  public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
    return client().endOffsets(partitions);
  }

  @Override
  public Map<TopicPartition, Long> endOffsets(
      Collection<TopicPartition> partitions, Duration timeout) {
    return client().endOffsets(partitions, timeout);
  }

  @Override
  public OptionalLong currentLag(TopicPartition partition) {
    return client().currentLag(partition);
  }

  @Override
  public ConsumerGroupMetadata groupMetadata() {
    return client().groupMetadata();
  }

  @Override
  public void enforceRebalance() {
    client().enforceRebalance();
  }

  @Override
  public void enforceRebalance(String reason) {
    client().enforceRebalance(reason);
  }

  @Override
  public void close() {
    client().close();
  }

  @Deprecated
  @Override
  public void close(Duration timeout) {
    client().close(timeout);
  }

  @Override
  public void close(CloseOptions options) {
    client().close(options);
  }

  @Override
  public void wakeup() {
    client().wakeup();
  }
}
