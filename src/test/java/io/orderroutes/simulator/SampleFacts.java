package io.orderroutes.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.orderroutes.support.Template;
import io.orderroutes.support.Values;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The facts of one order, drawn from its id; all answers about the order are made of them. */
final class SampleFacts {
  private static final JsonNode CHOICES = Template.resource("variety");
  private static final LocalDateTime FIRST_DAY = LocalDateTime.of(2024, 6, 1, 0, 0);
  private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
  private static final Set<String> UNPAID = Set.of("PLACE_ORDER_SUCCESS", "PAYMENT_PROCESSING");
  private static final Set<String> CLOSED = Set.of("IN_CANCEL", "FINISH", "ARCHIVE");

  private static final DateTimeFormatter SECOND = format("yyyy-MM-dd HH:mm:ss");
  private static final DateTimeFormatter MINUTE = format("yyyy-MM-dd HH:mm");
  private static final DateTimeFormatter PACIFIC_TEXT = format("MMM. d, yyyy, HH:mm:ss z.");
  private static final DateTimeFormatter ISO = format("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

  private final Variety variety;
  private final Values facts = Values.outermost();

  private SampleFacts(String orderId) {
    this.variety = new Variety(CHOICES, orderId);
    SampleCurrency currency =
        SampleCurrency.values()[variety.between(0, SampleCurrency.values().length - 1)];
    facts
        .put("order_id", number(orderId))
        .put("trade_id", orderId)
        .put("currency", currency.name())
        .putAll(variety.pick("buyers"))
        .putAll(variety.pick("carriers"))
        .put("memo", variety.pickText("memos"));
    states();
    moments();
    codes();
    trade();
    new SampleLines(variety, facts, currency).draw(orderId);
  }

  static Values of(String orderId) {
    return new SampleFacts(orderId).facts;
  }

  /** An id of digits is a number on the wire, however long; any other stays a text. */
  static JsonNode number(String id) {
    return id.matches("\\d+") ? BigIntegerNode.valueOf(new BigInteger(id)) : TextNode.valueOf(id);
  }

  private void states() {
    String status = variety.pickText("statuses");
    boolean paid = !UNPAID.contains(status);
    boolean issue = status.equals("IN_ISSUE");
    facts
        .put("status", status)
        .put("open_status", CLOSED.contains(status) ? "CLOSED" : status)
        .put("fund_status", paid ? "PAY_SUCCESS" : "NOT_PAY")
        .put("frozen_status", status.equals("IN_FROZEN") ? "IN_FROZEN" : "NO_FROZEN")
        .put("issue_status", issue ? "IN_ISSUE" : "NO_ISSUE")
        .put("line_issue_status", variety.pickText("line_issue_statuses"))
        .put("logistics_status", variety.matching("logistics_states", status, "NO_LOGISTICS"))
        .put("loan_status", status.equals("FINISH") ? "loan_ok" : "loan_none")
        .put("end_reason", CLOSED.contains(status) ? "buyer_confirm_goods" : "")
        .put("refund_status", variety.pickText("refund_statuses"))
        .put("refund_reason", issue ? "not_as_described" : "")
        .put("logistics_order_status", variety.pickText("logistics_order_statuses"));
  }

  private void moments() {
    LocalDateTime created = FIRST_DAY.plusSeconds(variety.between(0, 540 * 24 * 3600));
    LocalDateTime sent = created.plusHours(variety.between(3, 72));
    LocalDateTime ended = sent.plusHours(variety.between(24, 720));
    facts
        .put("created", SECOND.format(created))
        .put("created_minute", MINUTE.format(created))
        .put("created_millis", created.atZone(PACIFIC).toInstant().toEpochMilli())
        .put("created_pacific", PACIFIC_TEXT.format(created.atZone(PACIFIC)))
        .put("paid_minute", MINUTE.format(created.plusMinutes(4)))
        .put("sent_minute", MINUTE.format(sent))
        .put("sent_millis", sent.atZone(PACIFIC).toInstant().toEpochMilli())
        .put("sent_pacific", PACIFIC_TEXT.format(sent.atZone(PACIFIC)))
        .put("modified", SECOND.format(sent.plusMinutes(11)))
        .put("ended_minute", MINUTE.format(ended))
        .put("time_limit", SECOND.format(ended.plusDays(15)))
        .put("invoice_date", ISO.format(sent.atOffset(ZoneOffset.ofHours(-3))));
  }

  private void codes() {
    // some good answers carry an error code, as the pages' own samples do
    boolean warned = variety.oneIn(8);
    facts
        .put("warning_code", warned ? "F00-00-10000-000" : "")
        .put("warning_message", warned ? "nothing to worry about" : "")
        .put("tracking_code", "SB" + variety.digits(11) + "BX")
        .put("payment_id", variety.digits(9))
        .put("pickup_point", "PICK_UP_" + variety.digits(3))
        .put("invoice_number", variety.digits(9))
        .put("invoice_key", variety.digits(44))
        .put("weight", variety.between(1, 30) + ".5")
        .put("prepare_days", variety.between(1, 15))
        .put("received_text", "Handed over")
        .put("receive_status", variety.pickText("receive_statuses"))
        .put("sender", variety.pickText("senders"))
        .put("warehouse", "cainiaoInternationalWarehouse")
        .put("payment_type", variety.pickText("payment_types"))
        .put("message_id", Long.parseLong("1" + variety.digits(8)))
        .put("buyer_seq", Long.parseLong("2" + variety.digits(8)))
        .put("messages", List.of(new Values(facts)))
        .put("operations", List.of(operation("front_create_order"), operation("fill_address")));
  }

  /** Ids of the operation log exceed what a floating-point number holds. */
  private Values operation(String name) {
    return new Values(facts)
        .put("operation", name)
        .put("operation_memo", "")
        .put("operation_id", Long.parseLong("8" + variety.digits(16)));
  }

  private void trade() {
    facts
        .put("trade_status", variety.pickText("trade_statuses"))
        .put("shipment_method", variety.pickText("shipment_methods"))
        .put("shipment_date_type", variety.pickText("shipment_date_types"))
        .put("export_service", variety.pickText("export_services"))
        .put("pay_step", variety.pickText("pay_steps"))
        .put("trade_term", variety.pickText("trade_terms"))
        .put("draft_role", variety.pickText("draft_roles"))
        .put("dropshipping", variety.oneIn(4))
        .put("actions", List.of(new Values(facts)));
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.US);
  }
}
