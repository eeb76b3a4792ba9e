/** The retry topics, and the records that are sent to them. */
package io.orderroutes.retry;
