package io.orderroutes.limits;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The refused token of each seller, and the orders that it was refused for. If an order was refused
 * while the token was accepted for others, a further refusal of it is about the order, as long as
 * the token is the same.
 */
final class TokenRefusals {
  private static final int ORDERS_MAX = 1000;

  private final Map<String, Refused> bySeller = new ConcurrentHashMap<>();

  private static final class Refused {
    private final String token;
    private final Set<String> orders = new LinkedHashSet<>();
    private final Set<String> odd = new LinkedHashSet<>();

    Refused(String token) {
      this.token = token;
    }

    synchronized boolean add(String order) {
      addOneOfMany(orders, order);
      return !odd.contains(order);
    }

    synchronized void taken() {
      orders.forEach(order -> addOneOfMany(odd, order));
      orders.clear();
    }

    private static void addOneOfMany(Set<String> orders, String order) {
      if (orders.add(order) && orders.size() > ORDERS_MAX) {
        Iterator<String> oldest = orders.iterator();
        oldest.next();
        oldest.remove();
      }
    }
  }

  /** Whether the refusal is about the token, as far as known. */
  boolean add(String seller, String token, String order) {
    return bySeller
        .compute(
            seller,
            (name, before) ->
                before != null && before.token.equals(token) ? before : new Refused(token))
        .add(order);
  }

  /** The platform accepted a token of the seller. */
  void taken(String seller) {
    Refused refused = bySeller.isEmpty() ? null : bySeller.get(seller);
    if (refused != null) {
      refused.taken();
    }
  }

  boolean isFor(String seller, String token) {
    Refused refused = bySeller.get(seller);
    return refused != null && refused.token.equals(token);
  }

  /** Removes a refused token that is not this one; true if there was one. */
  boolean end(String seller, String token) {
    Refused refused = bySeller.isEmpty() ? null : bySeller.get(seller);
    return refused != null && !refused.token.equals(token) && bySeller.remove(seller, refused);
  }

  void clear() {
    bySeller.clear();
  }
}
