/** Event records, the retry topics in which they wait, and the headers that retry records carry. */
package io.orderroutes.retry;
