/** Sends parked records back to the events topic, each of them once. */
package io.orderroutes.replay;
