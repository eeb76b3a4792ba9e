package io.orderroutes.documents;

/** Where in Kafka an event stands; {@code timestamp} in milliseconds since the epoch. */
public record EventOrigin(String topic, int partition, long offset, long timestamp) {}
