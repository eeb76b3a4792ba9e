/**
 * Finds mistakes in an operator's files before they are used. The service does not depend on this
 * package.
 */
package io.orderroutes.lint;
