package io.orderroutes.sellers;

import java.util.Map;
import java.util.Optional;

/**
 * What configuration adds to a platform's flow: fixed parameters of its order call, where its order
 * answer holds logistics order ids (dotted names from the order object), and how many orders that
 * call may ask for.
 */
public record Platform(Map<String, String> params, Optional<String> logisticsIds, int batchSize) {}
