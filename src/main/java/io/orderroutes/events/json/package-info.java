/** Reads JSON of any shape, and reports what is invalid in an event. */
package io.orderroutes.events.json;
