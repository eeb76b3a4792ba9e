package io.orderroutes.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderroutes.gateway.Section;
import io.orderroutes.gateway.TestOrders;
import io.orderroutes.gateway.TestSections;
import io.orderroutes.json.JacksonTree;
import io.orderroutes.json.JsonOut;
import io.orderroutes.mappings.Mapped;
import io.orderroutes.mappings.Mappings;
import io.orderroutes.sellers.Order;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** An AliExpress order and its parcel: the two responses as they come, and the document of them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class OrderBenchmark {
  private static final String ORDER = "aliexpress.solution.order.info.get";
  private static final String PARCEL = "aliexpress.local.logistics.order.info.query";
  private static final EventOrigin ORIGIN = new EventOrigin("order-events", 3, 4711L, 1_709L);

  private final DocumentWriter writer = new DocumentWriter(true, List.of());
  private byte[] order;
  private byte[] parcel;
  private List<Section> sections;
  private Mappings mappings;
  private Order asked;

  @Setup
  public void prepare() throws IOException {
    order = response(ORDER);
    parcel = response(PARCEL);
    sections = read();
    mappings = Mapped.packaged().mappings();
    asked = TestOrders.order("31130700125804");
  }

  private static byte[] response(String api) throws IOException {
    try (InputStream in =
        OrderBenchmark.class.getResourceAsStream("/api/" + api + ".response.json")) {
      // the platforms send no line breaks and no indents
      return Mapped.JSON.readTree(in).toString().getBytes(UTF_8);
    }
  }

  /** The responses read, and proved to be JSON. */
  @Benchmark
  public List<Section> read() throws IOException {
    return List.of(
        TestSections.read("order", ORDER, order), TestSections.read("logistics", PARCEL, parcel));
  }

  /** The common shape alone, by JSLT's interpreter: the payloads' trees, and one of the result. */
  @Benchmark
  public byte[] shapeByTrees() throws IOException {
    ObjectNode sources = Mapped.JSON.createObjectNode();
    sources.set("order", JacksonTree.of(sections.get(0).payload().bytes()));
    sources.putArray("logistics").add(JacksonTree.of(sections.get(1).payload().bytes()));
    return JacksonTree.bytes(mappings.map(asked.flow(), sources));
  }

  /** The common shape alone, as it is made. */
  @Benchmark
  public byte[] shape() {
    ObjectNode sources = Mapped.JSON.createObjectNode();
    sources.set("order", sections.get(0).payload().node());
    sources.putArray("logistics").add(sections.get(1).payload().node());
    JsonOut out = new JsonOut(16_384);
    out.bracket('{');
    mappings.write(asked.flow(), sources, (name, begin) -> true, out);
    out.bracket('}');
    return out.toByteArray();
  }

  /** The document of responses that were read. */
  @Benchmark
  public byte[] document() {
    return writer.write(asked, ORIGIN, sections, mappings).json();
  }

  @Benchmark
  public byte[] all() throws IOException {
    return writer.write(asked, ORIGIN, read(), mappings).json();
  }
}
