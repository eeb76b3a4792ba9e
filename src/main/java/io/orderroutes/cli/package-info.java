/** The program's entry point, and its commands: {@code lint}, {@code test} and {@code replay}. */
package io.orderroutes.cli;
