package io.orderroutes.events;

import io.orderroutes.events.json.InvalidEventException;
import io.orderroutes.events.json.TextRule;
import java.util.List;
import java.util.Optional;

/**
 * One order to fetch. {@code seller} is our own name of the seller; {@code sellerIds} are the
 * platform's.
 */
public record OrderEvent(
    String orderId,
    Optional<String> platform,
    Optional<String> seller,
    List<String> sellerIds,
    List<String> logisticsOrderIds,
    List<String> outIds,
    Optional<String> buyerId,
    Optional<String> eventId,
    Optional<String> eventType,
    Optional<String> eventTime) {

  private static final String NUMBERED = "aliexpress";

  /**
   * Refuses an order id that the platform cannot have. Called again when the seller has decided the
   * platform.
   */
  public static void checkId(String platform, String id) throws InvalidEventException {
    if (platform.equals(NUMBERED) || platform.startsWith(NUMBERED + "-")) {
      TextRule.DIGITS.check("the order id on " + platform, id);
    } else {
      TextRule.ID.check("the order id", id);
    }
  }

  /** Leaves out buyer and seller ids, because this text may be logged. */
  @Override
  public String toString() {
    return "OrderEvent[orderId=%s, platform=%s, seller=%s, logisticsOrderIds=%d, outIds=%d, eventId=%s, eventType=%s, eventTime=%s]"
        .formatted(
            orderId,
            shown(platform),
            shown(seller),
            logisticsOrderIds.size(),
            outIds.size(),
            shown(eventId),
            shown(eventType),
            shown(eventTime));
  }

  private static String shown(Optional<String> text) {
    return text.map(InvalidEventException::shown).orElse("-");
  }
}
