package io.orderroutes.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Events of every form, damaged a little or a lot; the same seed gives the same ones. */
public final class FuzzedEvents {
  private static final List<String> SEEDS =
      List.of(
          "1100040120015434",
          "{\"order_id\":1,\"platform\":\"aliexpress\",\"logistics_order_ids\":[\"BP1\",2],\"out_ids\":\"x\",\"buyer_id\":3}",
          "{\"specversion\":\"1.0\",\"id\":\"e\",\"type\":\"t\",\"subject\":\"8\",\"data\":{\"orderId\":\"7\"}}",
          "{\"specversion\":\"1.0\",\"data_base64\":\"eyJvcmRlcl9pZCI6IjcifQ==\"}",
          "{\"id\":5,\"topic\":\"aliexpress_order_Finish\",\"user_id\":1,\"content\":\"{\\\"order_id\\\":\\\"9\\\"}\"}",
          "{\"messages\":{\"tmc_message\":[{\"topic\":\"icbu_trade_OrderNotify\",\"content\":{\"trade_id\":5}}]}}",
          "{\"trade_order_id\":\"81\",\"out_id\":\"mini-9\",\"seller_id\":\"2\",\"status\":\"PAID\"}",
          "{\"message_type\":53,\"seller_id\":\"1\",\"timestamp\":17,\"data\":{\"orderId\":11,\"buyerId\":18}}",
          "{\"schema\":{\"type\":\"string\"},\"payload\":\"1100040120015434\"}",
          "{\"schema\":{},\"payload\":null}",
          "{\"before\":null,\"after\":{\"order_id\":12},\"op\":\"c\"}",
          "{\"before\":{\"order_id\":12},\"after\":null,\"op\":\"d\"}",
          "{\"aggregateid\":\"13\",\"type\":\"OrderPaid\",\"payload\":\"{\\\"order_id\\\":14}\"}",
          "\"{\\\"order_id\\\":\\\"15\\\"}\"",
          "\0\0\0\0\7{\"order_id\":\"16\"}",
          "[\"17\",{\"order_id\":18}]",
          "{\"messages\":{\"tmc_message\":[{\"topic\":\"icbu_trade_OrderNotify\",\"content\":\"{\\\"trade_id\\\":5}\"},{\"trade_id\":6}]}}",
          "{\"message_type\":3,\"seller_id\":\"1\",\"data\":{\"trade_id_str\":\"19\",\"trade_order_id\":1}}",
          "{\"order_id\":\"1.10004E+15\",\"seller\":\"\"}");
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ",",
          ":",
          "\\",
          "\\ud800",
          "null",
          "true",
          "1e9",
          "-0",
          "007",
          "1.0",
          "\"order_id\":",
          "\"data\":",
          "\"content\":",
          "\uFEFF",
          "\u0000",
          "é",
          " ");

  private final Random random;

  public FuzzedEvents(Random random) {
    this.random = random;
  }

  public byte[] next() {
    byte[] bytes = seed();
    for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
      int from = random.nextInt(bytes.length);
      int to = from + random.nextInt(Math.min(8, bytes.length - from + 1));
      ByteArrayOutputStream result = new ByteArrayOutputStream();
      result.write(bytes, 0, from);
      result.writeBytes(inserted(bytes, from));
      result.write(bytes, to, bytes.length - to);
      bytes = result.toByteArray();
    }
    return bytes;
  }

  private byte[] inserted(byte[] bytes, int from) {
    return switch (random.nextInt(5)) {
      case 0 -> new byte[0];
      case 1 -> new byte[] {(byte) random.nextInt(256)};
      case 2 -> seed();
      case 3 -> Arrays.copyOfRange(bytes, from / 2, from);
      default -> PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8);
    };
  }

  private byte[] seed() {
    return SEEDS.get(random.nextInt(SEEDS.size())).getBytes(UTF_8);
  }
}
