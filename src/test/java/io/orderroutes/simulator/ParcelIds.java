package io.orderroutes.simulator;

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
  private static final Pattern NAME = Pattern.compile("BP(OTHER)?(\\d+)(?:-(\\d))?");
  private static final Pattern TEXT_NAME = Pattern.compile("BP(OTHER)?([A-Za-z0-9_-]+)()");

  private final Map<String, String> remembered = new ConcurrentHashMap<>();

  /** Whose parcel, which of them, and whether the answer shall say that it is another order's. */
  record Parcel(String orderId, int number, boolean foreign) {}

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
      int last = Character.getNumericValue(logisticsId.charAt(logisticsId.length() - 1));
      return Optional.of(new Parcel(longOrder, last - MOST_PARCELS, false));
    }
    Matcher number = NUMBER.matcher(logisticsId);
    if (number.matches()) {
      return Optional.of(new Parcel(number.group(1), Integer.parseInt(number.group(2)), false));
    }
    Matcher name = NAME.matcher(logisticsId);
    if (!name.matches()) {
      // an order id that is no number may hold a hyphen, so nothing is cut off
      name = TEXT_NAME.matcher(logisticsId);
    }
    return name.matches() ? Optional.of(named(name)) : Optional.empty();
  }

  private static Parcel named(Matcher name) {
    String number = name.group(3);
    boolean first = number == null || number.isEmpty();
    return new Parcel(name.group(2), first ? 1 : Integer.parseInt(number), name.group(1) != null);
  }
}
