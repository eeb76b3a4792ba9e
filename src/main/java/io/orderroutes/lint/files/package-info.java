/** Reads the files that the linter checks: values and keys with their lines. */
package io.orderroutes.lint.files;
