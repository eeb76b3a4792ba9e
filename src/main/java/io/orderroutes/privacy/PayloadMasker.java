package io.orderroutes.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Masks events and documents for operators. Ids, states, times and amounts are shown, in fields
 * that have nothing else. All other fields, and values that do not look like these, become {@code
 * ***}.
 */
public final class PayloadMasker {
  static final String BLOT = "***";
  private static final int BYTES_MAX = 5_000_000;
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final Pattern ID = Pattern.compile("[\\w-]{1,64}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.-]{0,63}");
  private static final Pattern SAFE =
      Pattern.compile(
          "[\\w.:/-]{1,100}|\\d{4}-\\d{2}-\\d{2}[T ][\\d:.]{4,18}(Z| ?[+-]\\d{2}:?\\d{2})?");

  /** Dotted names in lower case, without _ and -. */
  private static final Pattern OF_AN_EVENT =
      Pattern.compile(
          "(?!.*(buyer|receiv|shipto|address|contact|customer|consign))(.*\\.)?(id|subject|orderid"
              + "|tradeorderid|tradeid|outid|outids|logisticsorderids?|messageid|platform|seller"
              + "|sellerid|type|messagetype|topic|source|specversion|status|orderstatus"
              + "|currentstatus|time|pubtime|publishtime|timestamp|datacontenttype)");

  private static final Pattern OF_A_DOCUMENT =
      Pattern.compile(
          "schema|orderid|platform|seller|enrichedat|complete|(event|status|money|dates)\\..*"
              + "|sections\\.(name|api|logisticsorderid|status|requestid|fetchedat|code|subcode)"
              + "|lines\\.(id|quantity|(product|sku)\\.id|(unitprice|amount|shipping|discount"
              + "|status)\\..*)|payments\\.(id|type|status|(value|time)\\..*)"
              + "|shipments\\.(id|(status|dates)\\..*)");

  private static final Pattern HEADER =
      Pattern.compile("ce_(specversion|id|type|time|subject|source)|traceparent|content-type");

  private PayloadMasker() {}

  public static String event(byte[] value) {
    return whole(value, OF_AN_EVENT);
  }

  public static String document(byte[] value) {
    return whole(value, OF_A_DOCUMENT);
  }

  /** Shows a text only if it looks like an id. */
  public static String id(byte[] value) {
    if (value == null) {
      return "none";
    }
    String text = value.length <= 64 ? new String(value, UTF_8) : "";
    return ID.matcher(text).matches() ? text : hidden(value);
  }

  public static String headerName(String name) {
    return NAME.matcher(name).matches() ? name : BLOT;
  }

  public static String header(String name, byte[] value) {
    if (value == null) {
      return "none";
    }
    String text = value.length <= 100 ? new String(value, UTF_8) : "";
    return HEADER.matcher(name.toLowerCase(Locale.ROOT)).matches() && SAFE.matcher(text).matches()
        ? text
        : hidden(value);
  }

  private static String hidden(byte[] value) {
    return BLOT + " (" + value.length + (value.length == 1 ? " byte)" : " bytes)");
  }

  private static String whole(byte[] value, Pattern shown) {
    if (value == null || value.length == 0) {
      return "none";
    }
    if (value.length > BYTES_MAX) {
      return hidden(value);
    }
    try {
      JsonNode tree = JSON.readTree(value);
      return tree.isContainerNode()
          ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(masked(tree, "", shown))
          : id(value);
    } catch (IOException e) {
      return id(value);
    }
  }

  /** An object or list with only masked parts becomes one ***. */
  private static JsonNode masked(JsonNode node, String path, Pattern shown) {
    if (node instanceof ObjectNode members) {
      ObjectNode masked = JSON.createObjectNode();
      members
          .properties()
          .forEach(
              member ->
                  masked.set(
                      headerName(member.getKey()),
                      masked(member.getValue(), below(path, member.getKey()), shown)));
      return orBlot(masked, path);
    }
    if (node instanceof ArrayNode items) {
      ArrayNode masked = JSON.createArrayNode();
      items.forEach(item -> masked.add(masked(item, path, shown)));
      return orBlot(masked, path);
    }
    if (node.isTextual() && node.textValue().startsWith("{")) {
      return nested(node.textValue(), path, shown);
    }
    boolean safe = shown.matcher(path).matches() && SAFE.matcher(node.asText()).matches();
    return safe ? node : TextNode.valueOf(BLOT);
  }

  /** Masks JSON inside a text, as in the platforms' messages. */
  private static JsonNode nested(String text, String path, Pattern shown) {
    try {
      return masked(JSON.readTree(text), path, shown);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(BLOT);
    }
  }

  private static JsonNode orBlot(JsonNode masked, String path) {
    boolean nothing = true;
    for (JsonNode part : masked) {
      nothing &= part.isTextual() && part.textValue().equals(BLOT);
    }
    return nothing && !path.isEmpty() ? TextNode.valueOf(BLOT) : masked;
  }

  private static String below(String path, String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[_.-]", "");
    return path.isEmpty() ? plain : path + "." + plain;
  }
}
