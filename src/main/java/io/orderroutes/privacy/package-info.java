/**
 * Removes buyers' data and secrets from texts, payloads and exceptions before anybody sees them.
 */
package io.orderroutes.privacy;
