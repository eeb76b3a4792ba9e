/**
 * Reads order events of every accepted form, and names the reason if there is no document for an
 * event.
 */
package io.orderroutes.events;
