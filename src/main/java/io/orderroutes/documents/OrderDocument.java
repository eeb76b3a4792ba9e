package io.orderroutes.documents;

/** An order document as it is sent, and what routes ask of it. */
record OrderDocument(byte[] json, String phase, boolean complete) {}
