package io.orderroutes.sellers;

import java.util.Map;
import java.util.Optional;

/**
 * Configuration of a platform's flow: fixed parameters of its order call, the path of logistics
 * order ids in the response (dotted names from the order object), and the maximum of orders in one
 * call.
 */
public record Platform(Map<String, String> params, Optional<String> logisticsIds, int batchSize) {}
