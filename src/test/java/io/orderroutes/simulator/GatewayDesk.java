package io.orderroutes.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderroutes.simulator.ParcelIds.Parcel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides what a call gets: checked first, then answered, refused or spoilt. */
final class GatewayDesk {
  private static final String REFRESH = "/auth/token/refresh";

  private final GatewayChecks checks;
  private final GatewayArguments arguments = new GatewayArguments();
  private final SimulatedResponses answers = new SimulatedResponses();
  private final WireShape shape = new WireShape();
  private final SpecialOrders specialOrders = new SpecialOrders();
  private final SimulatedTokens tokens;
  private volatile boolean simplifies = true;

  GatewayDesk(CallRates rates, SimulatedTokens tokens) {
    this.tokens = tokens;
    this.checks = new GatewayChecks(rates, tokens);
  }

  void simplifies(boolean simplifies) {
    this.simplifies = simplifies;
  }

  void refuseApp(String appKey, Refusal refusal) {
    checks.refuseApp(appKey, refusal);
  }

  void forgetHealed() {
    checks.takeAllApps();
    specialOrders.clear();
  }

  GatewayReply serve(GatewayRequest request) {
    try {
      if (request.signedPath().equals(REFRESH)) {
        return GatewayReply.answered(renewed(checks.admitRefresh(request)), false);
      }
      Api api = checks.admit(request);
      return perform(api, arguments.ids(api, request), request);
    } catch (Refusal refusal) {
      return GatewayReply.refused(refusal, shape.refusal(request.gatewayProtocol(), refusal));
    }
  }

  private String renewed(String refreshToken) {
    return tokens
        .renew(refreshToken)
        .orElseThrow(() -> Refusal.platform(27, "Invalid refresh token", "IllegalRefreshToken"));
  }

  private GatewayReply perform(Api api, List<String> ids, GatewayRequest request) {
    Optional<Parcel> parcel =
        api == Api.LOGISTICS ? Optional.of(answers.parcel(ids.get(0))) : Optional.empty();
    List<String> orderIds = parcel.map(known -> List.of(known.orderId())).orElse(ids);
    Map<String, SpecialOrder> special =
        specialOrders.strike(api, request.session().orElse(""), orderIds);
    Optional<SpecialOrder> failing = special.values().stream().filter(this::fails).findFirst();
    failing
        .flatMap(SpecialOrder::refusal)
        .ifPresent(
            refusal -> {
              throw refusal;
            });
    SpecialOrder first = orderIds.isEmpty() ? null : special.get(orderIds.get(0));
    ObjectNode answer =
        switch (api) {
          case TRADE_ORDERS -> answers.tradeOrders(orderIds, special);
          case ORDER_INFO -> answers.orderInfo(ids.get(0), first);
          case SELLER_ORDER -> answers.sellerOrder(ids.get(0), first);
          case LOGISTICS -> answers.logistics(ids.get(0), parcel.orElseThrow(), first);
        };
    boolean simplify = simplifies && request.value("simplify").orElse("").equals("true");
    String body = shape.answer(api, request.gatewayProtocol(), answer, simplify, first);
    return failing
        .flatMap(SpecialOrder::fault)
        .map(simulatedFault -> simulatedFault.spoil(body))
        .orElseGet(() -> GatewayReply.answered(body, special.containsValue(SpecialOrder.SLOW)));
  }

  private boolean fails(SpecialOrder special) {
    return special.refusal().isPresent() || special.fault().isPresent();
  }
}
