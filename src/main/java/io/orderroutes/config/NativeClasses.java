package io.orderroutes.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The classes that YAML names, or whose methods it calls. Without registration a native executable
 * does not find them.
 */
@RegisterForReflection(
    classNames = {
      "io.orderroutes.dispatch.Batches",
      "io.orderroutes.documents.ResponseValues",
      "io.orderroutes.events.UnavailableException",
      "io.orderroutes.gateway.GatewayCall",
      "io.orderroutes.gateway.ResponseProcessor",
      "io.orderroutes.gateway.TokenRefresh",
      "io.orderroutes.gateway.TryLaterException",
      "io.orderroutes.limits.CallNotPermittedException",
      "io.orderroutes.parked.ParkedRecordFactory",
      "io.orderroutes.replay.Replays",
      "io.orderroutes.retry.OutgoingRecord",
      "io.orderroutes.retry.OutgoingRecordSerializer",
      "io.orderroutes.retry.RetryRecordFactory",
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
public final class NativeClasses {
  private NativeClasses() {}

  public static List<String> names() {
    return Stream.of(NativeClasses.class, SimpleValues.class)
        .map(type -> type.getAnnotation(RegisterForReflection.class))
        .flatMap(registered -> Stream.of(registered.classNames()))
        .toList();
  }

  /**
   * Classes of which Simple calls methods, {@code ${variable.logisticsIds.size}}, or reads
   * constants, {@code ${type:java.lang.Long.MAX_VALUE}}: the types of variables' values and of
   * parsed JSON, with all superclasses and interfaces, because each of them may declare the method.
   */
  @RegisterForReflection(
      classNames = {
        "java.lang.Boolean",
        "java.lang.CharSequence",
        "java.lang.Comparable",
        "java.lang.Double",
        "java.lang.Integer",
        "java.lang.Iterable",
        "java.lang.Long",
        "java.lang.Number",
        "java.lang.Object",
        "java.lang.String",
        "java.math.BigDecimal",
        "java.time.Instant",
        "java.util.AbstractCollection",
        "java.util.AbstractList",
        "java.util.AbstractMap",
        "java.util.ArrayList",
        "java.util.Collection",
        "java.util.HashMap",
        "java.util.ImmutableCollections$AbstractImmutableCollection",
        "java.util.ImmutableCollections$AbstractImmutableList",
        "java.util.ImmutableCollections$List12",
        "java.util.ImmutableCollections$ListN",
        "java.util.LinkedHashMap",
        "java.util.List",
        "java.util.Map"
      })
  private static final class SimpleValues {}
}
