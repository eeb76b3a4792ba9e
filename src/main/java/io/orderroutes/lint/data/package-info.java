/** Rules of the linter for an operator's other files: APIs, cases, mappings and properties. */
package io.orderroutes.lint.data;
