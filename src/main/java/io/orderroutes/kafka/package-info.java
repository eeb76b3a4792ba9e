/** Creates missing topics, and reads topics outside of a consumer group. */
package io.orderroutes.kafka;
