/** Parked records: written, listed and read again. */
package io.orderroutes.parked;
