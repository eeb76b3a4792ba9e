/**
 * Decides when each order runs: one at a time for each order, many orders in one call if the API
 * allows it. Sends the orders to the routes.
 */
package io.orderroutes.dispatch;
