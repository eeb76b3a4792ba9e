/** All configuration keys, the operator's files, and the error that a wrong key causes. */
package io.orderroutes.config;
