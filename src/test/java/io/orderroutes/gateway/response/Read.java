package io.orderroutes.gateway.response;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.orderroutes.gateway.response.ResponsePaths.Want;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers read for a test, and JSON as a tree in which a number stays the text it was. */
public final class Read {
  public static final ResponsePaths ORDER_INFO =
      new ResponsePaths()
          .add(Want.PAYLOAD, "result.data")
          .add(Want.ORDER_ID, "result.data.id")
          .add(Want.ERROR_CODE, "result.error_code")
          .add(Want.ERROR_MESSAGE, "result.error_message")
          .add(Want.LINKS, "result.data.logistic_info_list[].ship_order_id");
  public static final ResponsePaths ALIBABA =
      new ResponsePaths().add(Want.PAYLOAD, "value").add(Want.ORDER_ID, "value.trade_id");
  public static final ResponsePaths LOGISTICS =
      new ResponsePaths()
          .add(Want.PAYLOAD, "data")
          .add(Want.ORDER_ID, "data.trade_order_id")
          .add(Want.SUCCESS, "is_success")
          .add(Want.ERROR_CODE, "error_result_code")
          .add(Want.ERROR_MESSAGE, "error_result_message");
  public static final ResponsePaths TRADE =
      new ResponsePaths()
          .add(Want.ITEMS, "result.orders")
          .add(Want.ORDER_ID, "result.orders[].order_id")
          .add(Want.SUCCESS, "result.success")
          .add(Want.ERROR_MESSAGE, "result.error_msg");

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private Read() {}

  public static Response answer(String json, ResponsePaths paths, String orderId)
      throws IOException {
    return ResponseReader.read(json.getBytes(UTF_8), paths, List.of(orderId)).get(orderId);
  }

  public static String text(Response response) throws IOException {
    return UTF_8.newDecoder().decode(ByteBuffer.wrap(response.payload().bytes())).toString();
  }

  public static String payload(String json) throws IOException {
    return payload(json, new ResponsePaths(), "");
  }

  public static String payload(String json, ResponsePaths paths, String orderId)
      throws IOException {
    return text(answer(json, paths, orderId));
  }

  public static String example(String name) throws IOException {
    try (InputStream in = Read.class.getResourceAsStream("/api/" + name + ".json")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** Members in their order; numbers, texts and the rest marked, so that 1 and "1" differ. */
  public static Object tree(String json) throws IOException {
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      Object tree = tree(parser);
      if (parser.nextToken() != null) {
        throw new IOException("goes on: " + json);
      }
      return tree;
    }
  }

  private static Object tree(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      Map<String, Object> members = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        members.put(name, tree(parser));
      }
      return members;
    }
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      List<Object> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(tree(parser));
      }
      return items;
    }
    return parser.currentToken() + " " + parser.getText();
  }

  /** Every leaf of a tree, without names. */
  static List<String> leaves(Object tree) {
    List<String> leaves = new ArrayList<>();
    collect(tree, leaves);
    return leaves;
  }

  private static void collect(Object tree, List<String> leaves) {
    if (tree instanceof Map<?, ?> members) {
      members.values().forEach(member -> collect(member, leaves));
    } else if (tree instanceof List<?> items) {
      items.forEach(item -> collect(item, leaves));
    } else {
      leaves.add((String) tree);
    }
  }
}
