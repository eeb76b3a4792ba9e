package io.orderroutes.gateway.response;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reading the example answer of an order, in both shapes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ResponseBenchmark {
  @Param({"response", "simplified.response"})
  public String shape;

  private byte[] answer;

  @Setup
  public void read() {
    String name = "/api/aliexpress.solution.order.info.get." + shape + ".json";
    try (InputStream in = ResponseBenchmark.class.getResourceAsStream(name)) {
      answer = in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Benchmark
  public Object answer() throws IOException {
    Map<String, Response> responses = ResponseReader.read(answer, Read.ORDER_INFO, List.of("1"));
    return responses;
  }
}
