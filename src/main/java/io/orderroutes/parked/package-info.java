/** Parked records: how they are written, and how they are found and read again. */
package io.orderroutes.parked;
