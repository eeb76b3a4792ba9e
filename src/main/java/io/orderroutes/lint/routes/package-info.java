/** Rules of the linter for routes and Kamelets. Each of them reports one kind of mistake. */
package io.orderroutes.lint.routes;
