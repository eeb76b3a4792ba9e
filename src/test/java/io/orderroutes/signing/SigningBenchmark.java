package io.orderroutes.signing;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The signature of one call. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SigningBenchmark {
  private static final SortedMap<String, String> PARAMS =
      new TreeMap<>(
          Map.of(
              "app_key", "12345678",
              "format", "json",
              "method", "aliexpress.solution.order.info.get",
              "param1", "{\"order_id\":31130700125804}",
              "session", "tok-6100a1b2",
              "sign_method", "hmac-sha256",
              "simplify", "true",
              "timestamp", "2024-03-01 12:00:00",
              "v", "2.0"));

  @Param({"MD5", "HMAC_SHA256"})
  public SignMethod method;

  @Benchmark
  public String sign() {
    return method.sign("", PARAMS, "s3cr3t");
  }
}
