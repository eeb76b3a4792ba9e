package io.orderroutes.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The forms in which an order id may arrive, each with a sample; ORDER stands for the id. */
enum SampleForm {
  BARE_ID("bare id", SampleShop.ALIEXPRESS, "ORDER"),
  JSON(
      "JSON",
      SampleShop.ALIEXPRESS,
      "{'order_id': 'ORDER', 'platform': 'aliexpress', 'seller': 'shop-1'}"),
  JSON_TRADE(
      "JSON",
      SampleShop.TRADE,
      "{'order_id': 'ORDER', 'platform': 'aliexpress-trade', 'seller': 'shop-2', 'out_ids':"
          + " ['22ORDER'], 'buyer_id': '1861703697'}"),
  JSON_PARCELS(
      "JSON with logistics ids",
      SampleShop.ALIBABA,
      "{'orderId': ORDER, 'seller': 'shop-3', 'logisticsOrderIds': ['BPORDER', 'BPORDER-2']}"),
  CLOUD_EVENT(
      "CloudEvent, structured",
      SampleShop.ALIEXPRESS,
      "{'specversion': '1.0', 'id': 'e-ORDER', 'source': '/shop', 'type': 'order.paid', 'time':"
          + " 'NOW', 'data': {'order_id': 'ORDER', 'seller': 'shop-1', 'logistics_order_ids':"
          + " ['BPORDER']}}"),
  CLOUD_EVENT_BINARY(
      "CloudEvent, binary",
      SampleShop.ALIBABA,
      "{'order_id': 'ORDER', 'seller': 'shop-3'}",
      "ce_specversion: 1.0",
      "ce_id: e-ORDER",
      "ce_source: /shop",
      "ce_type: order.paid"),
  CLOUD_EVENT_SUBJECT(
      "CloudEvent, subject only",
      SampleShop.ALIEXPRESS,
      "",
      "ce_specversion: 1.0",
      "ce_id: e-ORDER",
      "ce_source: /shop",
      "ce_type: order.paid",
      "ce_subject: ORDER"),
  TMC(
      "TMC, wrapped",
      SampleShop.ALIEXPRESS,
      "{'id': 416ORDER, 'topic': 'aliexpress_order_WaitSellerSendGoods', 'pub_time': '2026-01-02"
          + " 03:04:05', 'user_id': 2200000001, 'user_nick': 'sandbox-login-1', 'content':"
          + " '{\\'order_id\\': \\'ORDER\\', \\'login_id\\': \\'sandbox-login-1\\',"
          + " \\'current_status\\': \\'WAIT_SELLER_SEND_GOODS\\'}'}"),
  TMC_CONTENT(
      "TMC, content only",
      SampleShop.ALIEXPRESS,
      "{'login_id': 'sandbox-login-1', 'order_change_time': '2026-01-02 03:04:05', 'last_status':"
          + " 'WAIT_SELLER_SEND_GOODS', 'current_status': 'IN_CANCEL', 'order_id': 'ORDER'}"),
  TMC_TRADE(
      "TMC, wrapped",
      SampleShop.TRADE,
      "{'messages': {'tmc_message': [{'id': 417ORDER, 'topic': 'aliexpress_trade_OrderNotify',"
          + " 'user_id': 2200000002, 'content': '{\\'trade_order_id\\': \\'ORDER\\', \\'out_id\\':"
          + " \\'22ORDER\\', \\'seller_id\\': \\'2200000002\\', \\'status\\': \\'PAID\\'}'}]}}"),
  TMC_TRADE_CONTENT(
      "TMC, content only",
      SampleShop.TRADE,
      "{'trade_order_id': 'ORDER', 'out_id': '', 'payment_id': '7', 'seller_id': '2200000002',"
          + " 'status': 'PAID'}"),
  TMC_ICBU(
      "TMC, wrapped",
      SampleShop.ALIBABA,
      "{'id': '418ORDER', 'topic': 'icbu_trade_OrderNotify', 'user_nick': 'sandbox-login-3',"
          + " 'content': '{\\'trade_id\\': ORDER, \\'status\\': \\'paid\\'}'}"),
  // this content names no seller, so whoever forwards it adds ours
  TMC_ICBU_CONTENT(
      "TMC, content only",
      SampleShop.ALIBABA,
      "{'trade_id': ORDER, 'status': 'paid', 'seller': 'shop-3'}"),
  WEBHOOK(
      "webhook",
      SampleShop.ALIEXPRESS,
      "{'message_type': 53, 'seller_id': '2200000001', 'site': 'ae_global', 'timestamp':"
          + " 1719389200, 'data': {'orderId': ORDER, 'buyerId': 1861703697, 'orderStatus':"
          + " 'OrderShipped'}}"),
  WEBHOOK_TRADE(
      "webhook",
      SampleShop.ALIBABA,
      "{'message_type': 0, 'seller_id': '2200000003', 'timestamp': 1719389200123, 'data':"
          + " {'trade_order_id': 'ORDER', 'order_status': 'unpaid'}}");

  final String label;
  final SampleShop shop;
  private final String value;
  private final List<String> headers;

  /** Values are written with single quotes for legibility. */
  SampleForm(String label, SampleShop shop, String value, String... headers) {
    this.label = label;
    this.shop = shop;
    this.value = value.replace('\'', '"');
    this.headers = List.of(headers);
  }

  ProducerRecord<String, String> record(String topic, String orderId) {
    ProducerRecord<String, String> record =
        new ProducerRecord<>(topic, orderId, filled(value, orderId));
    for (String header : headers) {
      String[] parts = filled(header, orderId).split(": ", 2);
      record.headers().add(parts[0], parts[1].getBytes(StandardCharsets.UTF_8));
    }
    return record;
  }

  private static String filled(String template, String orderId) {
    return template.replace("ORDER", orderId).replace("NOW", Instant.now().toString());
  }
}
