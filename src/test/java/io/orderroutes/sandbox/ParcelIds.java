package io.orderroutes.sandbox;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ids of the parcels of an order, and the way back. Parcel 2 of order 123 has the number 1232;
 * orders too long for that get a number that ends in 4 to 6 and is remembered.
 */
final class ParcelIds {
  static final int MOST_PARCELS = 3;

  private static final Pattern NUMBER = Pattern.compile("([1-9]\\d*)([1-3])");
  private static final Pattern NAME = Pattern.compile("BP(OTHER)?(\\d+)(?:-\\d+)?");
  private static final Pattern TEXT_NAME = Pattern.compile("BP(OTHER)?([A-Za-z0-9_-]+)");

  private final Map<String, String> remembered = new ConcurrentHashMap<>();

  /** Whose parcel it is, and whether the answer shall claim that it is another order's. */
  record Parcel(String orderId, boolean foreign) {}

  long number(String orderId, int parcel) {
    BigInteger number =
        new BigInteger(orderId).multiply(BigInteger.TEN).add(BigInteger.valueOf(parcel));
    if (number.bitLength() < Long.SIZE) {
      return number.longValue();
    }
    long last = MOST_PARCELS + parcel;
    long stand =
        new BigInteger(orderId).mod(BigInteger.valueOf(900_000_000_000_000_007L)).longValue();
    long replaced = stand * 10 + last;
    remembered.put(Long.toString(replaced), orderId);
    return replaced;
  }

  Optional<Parcel> parcel(String logisticsId) {
    String longOrder = remembered.get(logisticsId);
    if (longOrder != null) {
      return Optional.of(new Parcel(longOrder, false));
    }
    Matcher number = NUMBER.matcher(logisticsId);
    if (number.matches()) {
      return Optional.of(new Parcel(number.group(1), false));
    }
    Matcher name = NAME.matcher(logisticsId);
    if (!name.matches()) {
      // an order id that is no number may hold a hyphen, so nothing is cut off
      name = TEXT_NAME.matcher(logisticsId);
    }
    return name.matches()
        ? Optional.of(new Parcel(name.group(2), name.group(1) != null))
        : Optional.empty();
  }
}
