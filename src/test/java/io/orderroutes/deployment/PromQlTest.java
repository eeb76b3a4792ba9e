package io.orderroutes.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {
  @Test
  void findsTheMetricsAndLabelsThatAQueryWants() {
    assertThat(
            PromQl.asked(
                "sum by (job, topic) (rate(a_total{kind=~\"x (y|z)\",job=\"$job\"}[15m])) > 0.2 * b"
                    + " offset 15m unless histogram_quantile(0.5, sum by (le, topic) (c_bucket))"))
        .isEqualTo(
            Map.of(
                "a_total", Set.of("kind", "topic", "le"),
                "b", Set.of("topic", "le"),
                "c_bucket", Set.of("topic", "le")));
  }

  @Test
  void leavesOutWhatIsPrometheusOwn() {
    assertThat(PromQl.asked("up{job=\"a\"} == 0 or absent(up{job=\"a\"})")).isEmpty();
  }
}
