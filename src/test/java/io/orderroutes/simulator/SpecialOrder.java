package io.orderroutes.simulator;

import io.orderroutes.simulator.Refusal.Form;
import java.util.Arrays;
import java.util.Optional;

/**
 * Order ids that make the gateway misbehave, known by their first four digits; ids of fewer than
 * eight characters are never special.
 */
public enum SpecialOrder {
  REJECTED(
      "9901",
      "rejected for good: code 15, `isv.invalid-parameter`",
      Refusal.service("isv.invalid-parameter", "The order may not be read")),
  UNKNOWN(
      "9902",
      "does not exist: an error code and no data (order.info.get), left out (open.query), no `value`"
          + " (seller.order.get)"),
  SESSION_REFUSED(
      "9903",
      "session refused: code 27, `invalid-sessionkey`; `IllegalAccessToken` on the newer protocol",
      Refusal.session("The session may not read this order")),
  PROVIDER_FAULT(
      "9904",
      "provider fault, code 15, `isp.remote-service-error`; heals after 2 calls",
      Refusal.service("isp.remote-service-error", "The service failed"),
      2),
  PROVIDER_DOWN(
      "9905",
      "provider fault that never heals: code 15, `isp.remote-service-timeout`",
      Refusal.service("isp.remote-service-timeout", "The service did not answer")),
  SLOW("9906", "answers 2 s later than others (settable)"),
  CONNECTION_CUT(
      "9907",
      "connection cut without an answer; heals after 2 calls",
      SimulatedFault.CONNECTION_CUT,
      2),
  BODY_CUT(
      "9908",
      "connection cut in the middle of the body; heals after 2",
      SimulatedFault.BODY_CUT,
      2),
  EMPTY_BODY("9909", "empty body with HTTP 200; heals after 2 calls", SimulatedFault.EMPTY_BODY, 2),
  HTML_BODY("9910", "HTML page with HTTP 200; heals after 2 calls", SimulatedFault.HTML_BODY, 2),
  HTTP_500("9911", "HTTP 500 with an HTML page; heals after 2 calls", SimulatedFault.HTTP_500, 2),
  HTTP_502(
      "9912",
      "HTTP 502 with an HTML page; never heals",
      SimulatedFault.HTTP_502,
      SpecialOrder.NEVER_HEALS),
  FOREIGN_LOGISTICS("9913", "its logistics answers carry another order's `trade_order_id`"),
  LOGISTICS_REJECTED(
      "9914",
      "its logistics calls are rejected for good: code 15, `isv.logistics-order-not-exist`",
      Refusal.service("isv.logistics-order-not-exist", "No such logistics order")),
  LOGISTICS_DOWN(
      "9915",
      "its logistics calls never heal: code 15, `isp.remote-service-error`",
      Refusal.service("isp.remote-service-error", "The service failed")),
  FOREIGN_ANSWER("9916", "the main answer is another order's"),
  LOGISTICS_UNSUCCESSFUL(
      "9917", "its logistics answers say `is_success` false, with an `error_result_code`"),
  LIMITED_ONCE("9918", "App Call Limited with a ban of 1 s; heals after 1", Refusal.limited(1), 1),
  QUERY_UNSUCCESSFUL("9919", "open.query answers `success` false, with an `error_msg`"),
  ROOT_BAN(
      "9920",
      "a ban of 1 s, `ApiCallLimit`, told at the root of the answer; heals after 1 call",
      Refusal.limited(1).as(Form.ROOT),
      1),
  ROOT_SESSION(
      "9921",
      "session refused at the root of the answer, `IllegalAccessToken`; the token heals after 3 calls",
      Refusal.code("IllegalAccessToken", "The token is not valid").as(Form.ROOT),
      3),
  ROOT_APP_LIMIT(
      "9922",
      "`error_code` `AppCallLimit` and `error_message` at the root, no time; heals after 1 call",
      Refusal.code("AppCallLimit", "too fast").as(Form.ROOT_ERROR_CODE),
      1),
  SELLER_LIMIT(
      "9923",
      "`SellerCallLimit` with a ban of 2 s; heals after 1 call",
      Refusal.code("SellerCallLimit", "Too many calls, this ban will last 2 seconds"),
      1),
  UNKNOWN_BAN(
      "9924",
      "a code that no table has, `TrafficShaped`, with a ban of 1 s; heals after 1 call",
      Refusal.code("TrafficShaped", "Slow down, this ban will last 1 seconds"),
      1),
  INVALID_TOKEN(
      "9925",
      "session refused with `InvalidAccessToken`; the token heals after 3 calls",
      Refusal.code("InvalidAccessToken", "The token is not valid"),
      3),
  FLOW_CONTROL(
      "9926",
      "flow control of a sister gateway, code 901, `1002` on the newer protocol; heals after 2 calls",
      Refusal.either(901, "", "1002", "Flow control"),
      2),
  SYSTEM_ERROR(
      "9927",
      "code 15 with `SYSTEM_ERROR`, `SystemError` on the newer protocol; heals after 2 calls",
      Refusal.either(15, "SYSTEM_ERROR", "SystemError", "The system failed"),
      2),
  RPC_TIMEOUT(
      "9928",
      "`RpcTimeout`; heals after 2 calls",
      Refusal.code("RpcTimeout", "The service did not answer"),
      2),
  INNER_SYSTEM_ERROR(
      "9929", "a result with `error_code` `SYSTEM_ERROR` and no data; heals after 2 calls", 2),
  TOO_MANY_REQUESTS(
      "9930",
      "HTTP 429 with `Retry-After: 1`; heals after 1 call",
      SimulatedFault.TOO_MANY_REQUESTS,
      1),
  LEAVE_ALONE(
      "9931",
      "HTTP 503 with a date 2 s ahead as `Retry-After`; heals after 1 call",
      SimulatedFault.LEAVE_ALONE,
      1),
  NOT_EXIST_WITH_DETAIL(
      "9932",
      "does not exist: code 15, `isv.order-not-exist:invalid-id`",
      Refusal.service("isv.order-not-exist:invalid-id", "No such order")),
  MEMBERS_BESIDE("9933", "an envelope with `request_id` beside it"),
  CODE_FIRST("9934", "an envelope after `code` \"0\""),
  ONE_LEVEL_DEEPER("9935", "seller.order.get answers `result` with `success` and `value`"),
  RAW_TEXT(
      "9936",
      "a text with a raw tab, a raw line break and `\\'`",
      SimulatedFault.RAW_TEXT,
      SpecialOrder.NEVER_HEALS),
  NO_JSON("9937", "whole, and no JSON", SimulatedFault.NO_JSON, SpecialOrder.NEVER_HEALS),
  XML_ERROR(
      "9938",
      "provider fault as an XML `error_response`, `isp.remote-service-error`; heals after 2 calls",
      Refusal.service("isp.remote-service-error", "The service <failed>").as(Form.XML),
      2),
  REPEATED_HOUR(
      "9939",
      "seller.order.get: `create_date` in the hour that clocks repeat, its `timestamp` as text");

  private static final int NEVER_HEALS = Integer.MAX_VALUE;
  private static final int SHORTEST = 8;

  private final String prefix;
  private final String description;
  private final Refusal refusal;
  private final SimulatedFault simulatedFault;
  private final int strikes;

  SpecialOrder(String prefix, String description) {
    this(prefix, description, null, null, NEVER_HEALS);
  }

  SpecialOrder(String prefix, String description, int strikes) {
    this(prefix, description, null, null, strikes);
  }

  SpecialOrder(String prefix, String description, Refusal refusal) {
    this(prefix, description, refusal, null, NEVER_HEALS);
  }

  SpecialOrder(String prefix, String description, Refusal refusal, int strikes) {
    this(prefix, description, refusal, null, strikes);
  }

  SpecialOrder(String prefix, String description, SimulatedFault simulatedFault, int strikes) {
    this(prefix, description, null, simulatedFault, strikes);
  }

  SpecialOrder(
      String prefix,
      String description,
      Refusal refusal,
      SimulatedFault simulatedFault,
      int strikes) {
    this.prefix = prefix;
    this.description = description;
    this.refusal = refusal;
    this.simulatedFault = simulatedFault;
    this.strikes = strikes;
  }

  static Optional<SpecialOrder> of(String orderId) {
    return Arrays.stream(values())
        .filter(special -> orderId.length() >= SHORTEST && orderId.startsWith(special.prefix))
        .findFirst();
  }

  public String prefix() {
    return prefix;
  }

  public String description() {
    return description;
  }

  /** A 16-digit order id of this kind. */
  public String orderId(int number) {
    return prefix + String.format("%012d", number);
  }

  boolean strikes(Api api) {
    boolean logistics =
        switch (this) {
          case FOREIGN_LOGISTICS, LOGISTICS_REJECTED, LOGISTICS_DOWN, LOGISTICS_UNSUCCESSFUL ->
              true;
          default -> false;
        };
    return logistics == (api == Api.LOGISTICS);
  }

  /** Whether it is the token that heals, for all such orders. */
  boolean isOfToken() {
    return this == ROOT_SESSION || this == INVALID_TOKEN;
  }

  /** How many calls for an order, or with a token, it takes until that heals. */
  int strikes() {
    return strikes;
  }

  Optional<Refusal> refusal() {
    return Optional.ofNullable(refusal);
  }

  Optional<SimulatedFault> fault() {
    return Optional.ofNullable(simulatedFault);
  }
}
