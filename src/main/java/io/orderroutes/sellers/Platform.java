package io.orderroutes.sellers;

import java.util.Map;
import java.util.Optional;

/**
 * What configuration adds to a platform's flow: fixed parameters of its order call, and where its
 * order answer holds logistics order ids (dotted names from the order object).
 */
public record Platform(Map<String, String> params, Optional<String> logisticsIds) {}
