/** Sellers with their applications and tokens, and the order that an event asks for. */
package io.orderroutes.sellers;
