/**
 * Reads order events in every accepted form, and names the reason when an event becomes no
 * document.
 */
package io.orderroutes.events;
