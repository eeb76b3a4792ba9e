package io.orderroutes.page;

import io.orderroutes.parked.ParkedGroup;

/** A group that is about to be replayed, as it was at a moment; {@code run} is its replay's id. */
public record Confirmation(
    ParkedGroup group, String seller, long records, String until, String run) {}
