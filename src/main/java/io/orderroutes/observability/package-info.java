/**
 * What an operator looks at: readiness, metrics of the flow and of its outcomes, and filters of the
 * log.
 */
package io.orderroutes.observability;
