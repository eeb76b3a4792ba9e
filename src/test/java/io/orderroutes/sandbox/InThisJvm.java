package io.orderroutes.sandbox;

import io.orderroutes.simulator.GatewaySimulator;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * What a {@code @QuarkusTest} puts around the service that runs in its own JVM: a broker and the
 * gateway simulator. Its fields of the types {@link Flow} and {@link GatewaySimulator} are set.
 */
public final class InThisJvm implements QuarkusTestResourceLifecycleManager {
  private GatewaySimulator gateway;
  private Flow flow;

  @Override
  public Map<String, String> start() {
    gateway = GatewaySimulator.start(0);
    try {
      flow = Flow.prepare(Broker.start(0), "jvm", gateway.topUrl(), gateway.iopUrl(), Map.of());
    } catch (Exception e) {
      throw new IllegalStateException("the broker does not start", e);
    }
    Map<String, String> keys = new HashMap<>(flow.properties());
    keys.put("quarkus.http.test-port", "0");
    keys.put("quarkus.management.test-port", "0");
    return keys;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(flow, new TestInjector.MatchesType(Flow.class));
    injector.injectIntoFields(gateway, new TestInjector.MatchesType(GatewaySimulator.class));
  }

  @Override
  public void stop() {
    try {
      flow.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    gateway.close();
  }
}
