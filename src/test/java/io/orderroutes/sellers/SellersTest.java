package io.orderroutes.sellers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orderroutes.events.OrderEvent;
import io.orderroutes.signing.Protocol;
import io.orderroutes.signing.SignMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SellersTest {
  private static final Set<String> FLOWS = Set.of("aliexpress", "aliexpress-trade", "alibaba");

  private final Sellers sellers = Configured.shops().sellers();

  @Test
  void findsTheSellerThatTheEventNames() throws Exception {
    Seller seller = sellers.of(event(null, "shop-1"));
    assertThat(seller.name()).isEqualTo("shop-1");
    assertThat(seller.platform()).isEqualTo("aliexpress");
    assertThat(seller.session()).isEqualTo("session-1");
    assertThat(seller.app().name()).isEqualTo("new");
    assertThat(seller.app().protocol()).isEqualTo(Protocol.IOP);
    assertThat(seller.app().gateway()).isEqualTo("https://api-sg.aliexpress.com/sync");
    assertThat(seller.app().key()).isEqualTo("500123");
    assertThat(seller.app().secret()).isEqualTo("new-secret");
  }

  @Test
  void signsAsTheProtocolDoesUnlessToldOtherwise() throws Exception {
    assertThat(sellers.of(event(null, "shop-1")).app().signMethod()).isEqualTo(SignMethod.SHA256);
    assertThat(sellers.of(event(null, "shop-2")).app().protocol()).isEqualTo(Protocol.TOP);
    assertThat(sellers.of(event(null, "shop-2")).app().signMethod())
        .isEqualTo(SignMethod.HMAC_SHA256);
    Sellers md5 = Configured.shops().with("orders.apps.main.sign-method", "md5").sellers();
    assertThat(md5.of(event(null, "shop-2")).app().signMethod()).isEqualTo(SignMethod.MD5);
  }

  @Test
  void findsTheSellerByWhatThePlatformCallsIt() throws Exception {
    assertThat(sellers.of(event(null, null, "aeseller")).name()).isEqualTo("shop-1");
    assertThat(sellers.of(event(null, null, "2200001")).name()).isEqualTo("shop-1");
    assertThat(sellers.of(event(null, null, "nobody", "icbu-nick")).name()).isEqualTo("shop-2");
  }

  @Test
  void prefersTheSellerThatTheEventNamesToTheIdsInIt() throws Exception {
    assertThat(sellers.of(event(null, "shop-2", "aeseller")).name()).isEqualTo("shop-2");
  }

  @Test
  void takesTheDefaultSellerOnlyWhenNoneIsNamed() throws Exception {
    Sellers withDefault = Configured.shops().with("orders.default-seller", "shop-2").sellers();
    assertThat(withDefault.of(event(null, null)).name()).isEqualTo("shop-2");
    assertThat(withDefault.of(event(null, null, "stranger")).name()).isEqualTo("shop-2");
    assertThat(withDefault.of(event(null, null, "aeseller")).name()).isEqualTo("shop-1");
    assertThat(refusal(withDefault, event(null, "shop-9")).reason()).isEqualTo("seller-unknown");
  }

  @Test
  void refusesAnEventOfAnUnknownSeller() {
    UnknownSellerException unknown = refusal(sellers, event(null, "shop-9"));
    assertThat(unknown.reason()).isEqualTo("seller-unknown");
    assertThat(unknown).hasMessageContaining("shop-9");
    UnknownSellerException none = refusal(sellers, event(null, null, "stranger"));
    assertThat(none.reason()).isEqualTo("seller-unknown");
    assertThat(none).hasMessageContaining("orders.default-seller");
  }

  @Test
  void answersAnEventByTheFlowOfItsSellersPlatform() throws Exception {
    assertThat(flow(null, "shop-1")).isEqualTo("aliexpress");
    assertThat(flow(null, "shop-2")).isEqualTo("alibaba");
    assertThat(flow("aliexpress", "shop-1")).isEqualTo("aliexpress");
  }

  @Test
  void answersTheTradeFlowOfAnAliexpressSeller() throws Exception {
    assertThat(flow("aliexpress-trade", "shop-1")).isEqualTo("aliexpress-trade");
  }

  @Test
  void refusesAnEventOfAnotherPlatformThanItsSellers() {
    assertThat(flowRefusal("alibaba", "shop-1").reason()).isEqualTo("platform-unknown");
    assertThat(flowRefusal("aliexpress-trade", "shop-2").reason()).isEqualTo("platform-unknown");
    assertThat(flowRefusal("aliexpressive", "shop-1").reason()).isEqualTo("platform-unknown");
  }

  @Test
  void refusesAFlowThatNoRouteAnswers() {
    UnknownSellerException refusal = flowRefusal("aliexpress-returns", "shop-1");
    assertThat(refusal.reason()).isEqualTo("platform-unknown");
    assertThat(refusal).hasMessageContaining("no route").hasMessageContaining("aliexpress-returns");
  }

  @Test
  void knowsWhatAPlatformIsConfiguredWith() {
    Sellers configured =
        Configured.shops()
            .with("orders.platforms.alibaba.params.language", "en_US")
            .with("orders.platforms.alibaba.logistics-ids", "parcels[].id")
            .sellers();
    assertThat(configured.platform("alibaba").params())
        .containsExactly(Map.entry("language", "en_US"));
    assertThat(configured.platform("alibaba").logisticsIds()).contains("parcels[].id");
    assertThat(configured.platform("aliexpress").params()).isEmpty();
    assertThat(configured.platform("aliexpress").logisticsIds()).isEmpty();
  }

  private String flow(String platform, String seller) throws UnknownSellerException {
    OrderEvent event = event(platform, seller);
    return sellers.flowOf(event.platform(), sellers.of(event), FLOWS);
  }

  private UnknownSellerException flowRefusal(String platform, String seller) {
    return catchThrowableOfType(UnknownSellerException.class, () -> flow(platform, seller));
  }

  private static UnknownSellerException refusal(Sellers sellers, OrderEvent event) {
    return catchThrowableOfType(UnknownSellerException.class, () -> sellers.of(event));
  }

  static OrderEvent event(String platform, String seller, String... sellerIds) {
    return new OrderEvent(
        "1100040120015434",
        Optional.ofNullable(platform),
        Optional.ofNullable(seller),
        List.of(sellerIds),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
