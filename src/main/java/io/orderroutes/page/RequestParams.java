package io.orderroutes.page;

import io.orderroutes.parked.ParkedEntries.Selection;
import io.orderroutes.parked.ParkedEntry.Cause;
import io.orderroutes.parked.ParkedEntry.Place;
import io.vertx.core.MultiMap;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the parameters of a request. */
final class RequestParams {
  private static final Pattern PLACE = Pattern.compile("\\d{1,6}/\\d{1,18}");

  private RequestParams() {}

  static Place place(String partition, String offset) {
    if (!PLACE.matcher(partition + "/" + offset).matches()) {
      throw new RefusedException(404, "There is no such record.");
    }
    return new Place(Integer.parseInt(partition), Long.parseLong(offset));
  }

  /** A cause is given by its reason; missing codes are empty. */
  static Selection selection(MultiMap params) {
    return new Selection(
        Optional.ofNullable(params.get("reason"))
            .map(reason -> new Cause(reason, text(params, "code"), text(params, "sub-code"))),
        Optional.of(text(params, "seller")).filter(seller -> !seller.isEmpty()));
  }

  /** 0 where the text is not a number. */
  static int number(MultiMap params, String name) {
    String text = text(params, name);
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }

  static String text(MultiMap params, String name) {
    return Objects.requireNonNullElse(params.get(name), "");
  }
}
