/**
 * Values behind the framing of a Confluent-compatible schema registry, read as JSON: Avro, Protobuf
 * and JSON Schema.
 */
package io.orderroutes.events.registry;
