/** The rules of the linter. Each of them reports one kind of problem. */
package io.orderroutes.lint.rules;
