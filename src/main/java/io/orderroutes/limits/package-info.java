/** When a call is permitted: rate limits, bans, and circuit breakers for gateways and sellers. */
package io.orderroutes.limits;
