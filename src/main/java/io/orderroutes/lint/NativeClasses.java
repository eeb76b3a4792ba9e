package io.orderroutes.lint;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The classes that YAML names, and those whose methods it calls: a native executable would leave
 * them out, or not find them by name.
 */
@RegisterForReflection(
    classNames = {
      "io.orderroutes.delivery.Answers",
      "io.orderroutes.delivery.Batches",
      "io.orderroutes.delivery.ParkedRecordSerializer",
      "io.orderroutes.delivery.Replays",
      "io.orderroutes.delivery.Retries",
      "io.orderroutes.delivery.RouteGroups",
      "io.orderroutes.documents.UnavailableException",
      "io.orderroutes.gateway.GatewayAnswers",
      "io.orderroutes.gateway.GatewayCall",
      "io.orderroutes.gateway.TokenRefresh",
      "io.orderroutes.gateway.TryLaterException",
      "io.orderroutes.limits.ClosedException",
      "java.io.IOException",
      "java.lang.Exception",
      "java.lang.IllegalArgumentException",
      "java.lang.IllegalStateException",
      "java.lang.RuntimeException",
      "java.util.concurrent.ExecutionException",
      "org.apache.camel.support.DefaultHeaderFilterStrategy",
      "org.apache.kafka.clients.consumer.CooperativeStickyAssignor",
      "org.apache.kafka.common.KafkaException",
      "org.apache.kafka.common.errors.RecordTooLargeException",
      "org.apache.kafka.common.serialization.ByteArrayDeserializer",
      "org.apache.kafka.common.serialization.ByteArraySerializer",
      "org.apache.kafka.common.serialization.StringDeserializer",
      "org.apache.kafka.common.serialization.StringSerializer"
    })
final class NativeClasses {
  private NativeClasses() {}

  static List<String> names() {
    return List.of(NativeClasses.class.getAnnotation(RegisterForReflection.class).classNames());
  }
}
