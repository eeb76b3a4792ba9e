/**
 * The Kafka consumer of events. It commits an offset only when all events before it are finished,
 * and delays retry partitions.
 */
package io.orderroutes.consumer;
