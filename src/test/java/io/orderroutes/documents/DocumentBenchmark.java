package io.orderroutes.documents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderroutes.mappings.Mapped;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The mapping of a flow's example answers, and the whole document with it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DocumentBenchmark {
  @Param({"aliexpress", "alibaba"})
  public String flow;

  private Mapped mapped;
  private ObjectNode sources;
  private Documented documented;

  @Setup
  public void compile() {
    mapped = Mapped.packaged();
    sources = Mapped.examples(flow);
    documented = Documented.full();
  }

  @Benchmark
  public Object mapping() {
    return mapped.of(flow, sources);
  }

  /** The answers as text again, their tree, the mapping and the writing. */
  @Benchmark
  public byte[] document() throws IOException {
    return documented.bytes(flow, "31130700125804", sources);
  }
}
