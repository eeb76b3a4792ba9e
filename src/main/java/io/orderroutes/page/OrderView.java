package io.orderroutes.page;

import io.orderroutes.delivery.DocumentsTopic;

/** The newest document of an order, masked; empty text where none was found. */
public record OrderView(String orderId, DocumentsTopic.Search search, String document) {}
