package io.orderroutes.simulator;

import java.util.Arrays;
import java.util.Optional;

/** The APIs that the simulated gateway serves. */
enum Api {
  ORDER_INFO("aliexpress.solution.order.info.get"),
  TRADE_ORDERS("aliexpress.trade.order.open.query"),
  SELLER_ORDER("alibaba.seller.order.get"),
  LOGISTICS("aliexpress.local.logistics.order.info.query");

  private static final String SELLER_ORDER_PATH = "/alibaba/order/get";

  private final String wireName;

  Api(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }

  /** The root member of an answer that was not asked to be simple. */
  String envelope() {
    return wireName.replace('.', '_') + "_response";
  }

  static Optional<Api> named(String name) {
    return Arrays.stream(values()).filter(api -> api.wireName.equals(name)).findFirst();
  }

  /** One path is published; the other APIs answer at their names, with slashes or with dots. */
  static Optional<Api> at(String path) {
    return path.equals(SELLER_ORDER_PATH)
        ? Optional.of(SELLER_ORDER)
        : named(path.substring(1).replace('/', '.'));
  }
}
