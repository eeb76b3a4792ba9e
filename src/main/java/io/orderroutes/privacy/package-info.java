/** Removes buyers' data and secrets from texts, payloads and exceptions. */
package io.orderroutes.privacy;
