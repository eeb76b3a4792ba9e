package io.orderroutes.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** A downstream reader, written once against the schema, reads the documents of all platforms. */
class OneReaderTest {
  private final Documented documented = Documented.full();

  /** What a warehouse would want to know; nothing in it knows a platform. */
  private record Seen(
      String platform,
      String phase,
      boolean complete,
      Optional<BigDecimal> total,
      Optional<String> currency,
      List<String> lines,
      List<String> parcels,
      Optional<Instant> created,
      Instant fetched) {

    static Seen in(JsonNode document) {
      return new Seen(
          document.get("platform").textValue(),
          document.get("status").get("phase").textValue(),
          document.get("complete").booleanValue(),
          text(document.path("money").path("total").path("amount")).map(BigDecimal::new),
          text(document.path("money").path("total").path("currency")),
          each(document.path("lines"), "id"),
          each(document.path("shipments"), "tracking_code"),
          text(document.path("dates").path("created").path("utc")).map(Instant::parse),
          Instant.parse(document.get("sections").get(0).get("fetched_at").textValue()));
    }

    private static Optional<String> text(JsonNode node) {
      return Optional.ofNullable(node.textValue());
    }

    private static List<String> each(JsonNode list, String name) {
      return StreamSupport.stream(list.spliterator(), false)
          .flatMap(item -> text(item.path(name)).stream())
          .toList();
    }
  }

  @Test
  void readsAliExpress() throws Exception {
    assertThat(Seen.in(documented.ofExamples("aliexpress")))
        .isEqualTo(
            new Seen(
                "aliexpress",
                "awaiting_payment",
                true,
                Optional.of(new BigDecimal("0.01")),
                Optional.of("EUR"),
                List.of("31130700125804"),
                List.of("123456789", "1"),
                Optional.of(Instant.parse("2019-03-06T20:01:17Z")),
                Instant.parse(Documented.AT)));
  }

  @Test
  void readsAliExpressTrade() throws Exception {
    assertThat(Seen.in(documented.ofExamples("aliexpress-trade")))
        .isEqualTo(
            new Seen(
                "aliexpress-trade",
                "cancelled",
                true,
                Optional.empty(),
                Optional.empty(),
                List.of("1100040120015434"),
                List.of(),
                Optional.empty(),
                Instant.parse(Documented.AT)));
  }

  @Test
  void readsAlibaba() throws Exception {
    assertThat(Seen.in(documented.ofExamples("alibaba")))
        .isEqualTo(
            new Seen(
                "alibaba",
                "completed",
                true,
                Optional.of(new BigDecimal("2345.00")),
                Optional.of("USD"),
                List.of("dadadadada"),
                List.of("123456789"),
                Optional.of(Instant.parse("1970-01-02T10:17:36.789Z")),
                Instant.parse(Documented.AT)));
  }
}
