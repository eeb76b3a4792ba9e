/**
 * Decides which order runs when: one at a time per key, many orders in one call where the API
 * allows it. Hands them to the routes.
 */
package io.orderroutes.dispatch;
