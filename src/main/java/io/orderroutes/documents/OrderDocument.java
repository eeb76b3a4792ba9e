package io.orderroutes.documents;

/**
 * An order document as bytes, and the values of the variables {@code phase} and {@code complete}.
 */
record OrderDocument(byte[] json, String phase, boolean complete) {}
