/** An operator's files, parsed for the linter, and the problems that are found in them. */
package io.orderroutes.lint.files;
