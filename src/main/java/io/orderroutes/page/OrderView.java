package io.orderroutes.page;

import io.orderroutes.documents.DocumentsTopic;

/** The newest document of an order, masked; empty text where none was found. */
public record OrderView(String orderId, DocumentsTopic.Search search, String document) {}
