package io.orderroutes.sandbox;

/** The sellers of the sandbox, each with the flow that its sample events take. */
enum SampleShop {
  ALIEXPRESS("aliexpress", "shop-1"),
  TRADE("aliexpress-trade", "shop-2"),
  ALIBABA("alibaba", "shop-3");

  final String platform;
  final String seller;

  SampleShop(String platform, String seller) {
    this.platform = platform;
    this.seller = seller;
  }
}
