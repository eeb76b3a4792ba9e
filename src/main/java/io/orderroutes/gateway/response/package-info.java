/** Reads the bytes of a response: which bytes are kept, and the values at the places of a call. */
package io.orderroutes.gateway.response;
