package io.orderroutes.events;

/** What is wrong in a file of forms, and what to write instead. */
public record FormMistake(int line, String text) {}
