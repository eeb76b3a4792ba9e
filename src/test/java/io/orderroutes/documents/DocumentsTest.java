package io.orderroutes.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderroutes.mappings.Mapped;
import io.orderroutes.sellers.Configured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left out of a document. */
class DocumentsTest {
  private static final String ID = "31130700125804";

  @Test
  void withoutSourcesKeepsTheCommonShape() throws Exception {
    JsonNode document = documented(false).of("aliexpress", ID, Mapped.examples("aliexpress"));
    assertThat(document.has("sources")).isFalse();
    assertThat(document.at("/money/total/amount").textValue()).isEqualTo("0.01");
    assertThat(document.at("/lines")).hasSize(1);
  }

  @Test
  void dropsFieldsOfTheCommonShapeAndLeavesTheSourcesTheirBytes() throws Exception {
    JsonNode document =
        documented(
                true, List.of("buyer"), List.of("lines", "memo"), List.of("lines", "sku", "code"))
            .of("aliexpress", ID, Mapped.examples("aliexpress"));
    assertThat(document.has("buyer")).isFalse();
    assertThat(document.at("/lines/0").has("memo")).isFalse();
    assertThat(document.at("/lines/0/sku").has("code")).isFalse();
    assertThat(document.at("/lines/0/sku").has("attributes")).isTrue();
    assertThat(document.get("sources")).isEqualTo(Mapped.examples("aliexpress"));
  }

  @Test
  void dropsFieldsOfTheSourcesInListsToo() throws Exception {
    JsonNode document =
        documented(
                true,
                List.of("sources", "order", "result", "data", "receipt_address"),
                List.of("sources", "order", "result", "data", "child_order_list", "buyer_memo"),
                List.of("sources", "logistics", "data", "receipt_address"))
            .of("aliexpress", ID, Mapped.examples("aliexpress"));
    JsonNode data = document.at("/sources/order/result/data");
    assertThat(data.has("receipt_address")).isFalse();
    assertThat(data.at("/child_order_list/0").has("buyer_memo")).isFalse();
    assertThat(data.at("/child_order_list/0/id").longValue()).isEqualTo(31130700125804L);
    assertThat(document.at("/sources/logistics/0/data").has("receipt_address")).isFalse();
    assertThat(document.at("/sources/logistics/0/data/sender_address/first_name").textValue())
        .isEqualTo("Nome");
    assertThat(document.at("/ship_to/name").textValue()).isEqualTo("Alejandro");
  }

  @ParameterizedTest
  @CsvSource({
    "aliexpress, aliqatest07 Song BYD Alejandro Agustin Alcobendas 28108 666666666 57523131221 Nome"
        + " Sobrenome 97586646112 email@xxx.com 11987654321 Amancio Please",
    "alibaba, jack fsfds3124 sdfbgfewvdcs 3000015 hello Nome Sobrenome 97586646112 email@xxx.com",
  })
  void theListThatTheManualGivesLeavesNothingOfABuyer(String flow, String buyers) throws Exception {
    String manual = Files.readString(Path.of("docs/DOCUMENTS.md"));
    String list = manual.replaceAll("(?s).*\norders.documents.drop=(.*?)\n```.*", "$1");
    List<List<String>> fields =
        Arrays.stream(list.replaceAll("\\\\\n\\s*", "").split(","))
            .map(field -> List.of(field.split("\\.")))
            .toList();
    Documented documented = new Documented(new DocumentWriter(true, fields));
    String whole = Documented.full().of(flow, ID, Mapped.examples(flow)).toString();
    String kept = documented.of(flow, ID, Mapped.examples(flow)).toString();
    assertThat(whole).contains(buyers.split(" "));
    assertThat(kept).doesNotContain(buyers.split(" ")).contains("\"lines\"", "\"sources\"");
  }

  @Test
  void dropsAllSources() throws Exception {
    JsonNode document =
        documented(true, List.of("sources")).of("alibaba", ID, Mapped.examples("alibaba"));
    assertThat(document.has("sources")).isFalse();
    assertThat(document.has("money")).isTrue();
  }

  /** A mapping may be a constant, which the library then hands out again and again. */
  @Test
  void leavesTheMappingAsItIs(@TempDir Path dir) throws Exception {
    Files.createDirectories(dir.resolve("mappings"));
    Files.writeString(
        dir.resolve("mappings/alibaba.jslt"),
        "{\"schema\": \"mine\", \"buyer\": {\"name\": \"x\", \"id\": \"y\"}}");
    Mapped own = Mapped.of(Configured.shops().with("orders.routes.dir", dir.toString()));
    DocumentWriter writer = new DocumentWriter(true, List.of(List.of("buyer", "id")));
    JsonNode mapping = own.of("alibaba", Mapped.examples("alibaba")).deepCopy();
    JsonNode document = new Documented(writer, own).of("alibaba", ID, Mapped.examples("alibaba"));
    assertThat(document.get("schema").textValue()).isEqualTo("order-document/1");
    assertThat(document.get("buyer")).isEqualTo(Mapped.JSON.readTree("{\"name\": \"x\"}"));
    assertThat(own.of("alibaba", Mapped.examples("alibaba"))).isEqualTo(mapping);
  }

  /** What was written before it failed is taken back, and its phase with it. */
  @Test
  void aMappingThatFailsLeavesNothingOfItself(@TempDir Path dir) throws Exception {
    Files.createDirectories(dir.resolve("mappings"));
    Files.writeString(
        dir.resolve("mappings/alibaba.jslt"),
        "{\"status\": {\"phase\": \"paid\"}, \"buyer\": if (.order) error(\"no\")}");
    Mapped own = Mapped.of(Configured.shops().with("orders.routes.dir", dir.toString()));
    Documented documented = new Documented(new DocumentWriter(true, List.of()), own);
    OrderDocument document = documented.document("alibaba", ID, Mapped.examples("alibaba"));
    assertThat(document.phase()).isEqualTo("unknown");
    JsonNode json = Mapped.JSON.readTree(document.json());
    assertThat(json.get("status")).isEqualTo(Mapped.JSON.readTree("{\"phase\": \"unknown\"}"));
    assertThat(json.has("buyer")).isFalse();
    assertThat(json.at("/sources/order")).isEqualTo(Mapped.examples("alibaba").get("order"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"order_id", "sections", "event.topic", "status", "status.phase"})
  void cannotDropWhatADocumentAlwaysHas(String field) {
    Configured configured = Configured.shops().with("orders.documents.drop", "buyer," + field);
    assertThatThrownBy(() -> new Documents(configured.config(), Mapped.packaged().mappings()))
        .hasMessageStartingWith("orders.documents.drop names '" + field + "'");
  }

  @SafeVarargs
  private static Documented documented(boolean full, List<String>... dropped) {
    return new Documented(new DocumentWriter(full, List.of(dropped)));
  }
}
