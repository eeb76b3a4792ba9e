package io.orderroutes.simulator;

import io.orderroutes.simulator.GatewaySimulator.Call;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the gateway has seen: every call, how many at once, how many with a bad signature. */
final class CallLog {
  private static final int MOST_CALLS = 100_000;

  private final ArrayDeque<Call> lastCalls = new ArrayDeque<>();
  private final Map<String, Integer> callsByApi = new HashMap<>();
  private int calls;
  private int refusedSignatures;
  private int concurrency;
  private int maxConcurrency;

  synchronized void add(Call call, boolean badSignature) {
    if (lastCalls.size() == MOST_CALLS) {
      lastCalls.remove();
    }
    lastCalls.add(call);
    callsByApi.merge(call.api(), 1, Integer::sum);
    calls++;
    refusedSignatures += badSignature ? 1 : 0;
  }

  synchronized void begin() {
    concurrency++;
    maxConcurrency = Math.max(maxConcurrency, concurrency);
  }

  synchronized void end() {
    concurrency--;
  }

  synchronized int calls() {
    return calls;
  }

  synchronized int calls(String api) {
    return callsByApi.getOrDefault(api, 0);
  }

  synchronized int refusedSignatures() {
    return refusedSignatures;
  }

  synchronized int maxConcurrency() {
    return maxConcurrency;
  }

  synchronized List<Call> lastCalls() {
    return List.copyOf(lastCalls);
  }

  /** Calls under way stay counted as such. */
  synchronized void clear() {
    lastCalls.clear();
    callsByApi.clear();
    calls = 0;
    refusedSignatures = 0;
    maxConcurrency = concurrency;
  }
}
