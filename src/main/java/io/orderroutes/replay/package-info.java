/** Sends parked events back to the events topic, each event once. */
package io.orderroutes.replay;
