/**
 * Runs an operator's test cases: an event, the responses to its calls, and the result that is
 * expected.
 */
package io.orderroutes.cases;
