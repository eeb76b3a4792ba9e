/** Reads the values of events, JSON of any shape, and says what is wrong with one. */
package io.orderroutes.events.json;
