package io.orderroutes.page;

import io.orderroutes.documents.DocumentsTopic;
import io.orderroutes.documents.DocumentsTopic.Search;
import io.orderroutes.parked.ParkedEntries.Group;
import io.orderroutes.parked.ParkedEntries.Selection;
import io.orderroutes.parked.ParkedEntry;
import io.orderroutes.parked.ParkedEntry.Place;
import io.orderroutes.parked.ParkedIndex;
import io.orderroutes.parked.ParkedRecord;
import io.orderroutes.parked.ParkedTopic;
import io.orderroutes.privacy.PayloadMasker;
import io.orderroutes.sellers.Seller;
import io.orderroutes.sellers.Sellers;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;

/** The pages that show parked records, and the newest document of an order. */
@Singleton
public record ParkedPages(
    ParkedIndex index, ParkedTopic parked, DocumentsTopic documents, Sellers sellers) {
  private static final int ROWS = 100;

  /** Parked records by their causes, or those of one cause; {@code next} links to older ones. */
  public record Listing(
      Optional<Group> group,
      List<Group> groups,
      List<Row> rows,
      int found,
      String seller,
      List<String> sellers,
      Optional<String> next,
      boolean older,
      Optional<String> trouble) {}

  /** A record, and whether it was replayed. */
  public record Row(ParkedEntry entry, boolean replayed) {}

  /** One parked record, masked; {@code run} is the id of the replay that it may start. */
  public record Details(
      ParkedEntry entry,
      boolean replayed,
      Map<String, String> why,
      String key,
      List<Map.Entry<String, String>> headers,
      String value,
      String run) {}

  /** The newest document of an order, masked; an empty text where none was found. */
  public record OrderView(String orderId, DocumentsTopic.Search search, String document) {}

  Reply list(RoutingContext request, Shell shell) {
    MultiMap params = request.queryParams();
    Selection selection = RequestParams.selection(params);
    String seller = selection.seller().orElse("");
    int from = RequestParams.number(params, "from");
    List<ParkedEntry> found = index.entries().select(selection);
    List<Group> groups = index.entries().groups(selection);
    boolean one = selection.cause().isPresent();
    String query =
        selection.cause().map(cause -> Formats.query(cause, seller)).orElse("seller=" + seller);
    Listing list =
        new Listing(
            groups.stream().filter(group -> one).findFirst(),
            one ? List.of() : groups,
            found.stream()
                .skip(from)
                .limit(ROWS)
                .map(entry -> new Row(entry, index.entries().isReplayed(entry)))
                .toList(),
            found.size(),
            seller,
            sellers.all().stream().map(Seller::name).toList(),
            Optional.of(query + "&from=" + (from + ROWS))
                .filter(next -> found.size() > from + ROWS),
            index.entries().hasOlder(),
            index.trouble());
    return Reply.page(Templates.parked(shell, list));
  }

  Reply one(RoutingContext request, Shell shell) {
    Place place = RequestParams.place(request.pathParam("partition"), request.pathParam("offset"));
    ParkedRecord record = parked.at(place).orElseThrow(RefusedException::vanished);
    ParkedEntry entry = index.at(record);
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    for (Header header : record.event().headers()) {
      String value = PayloadMasker.header(header.key(), header.value());
      headers.add(Map.entry(PayloadMasker.headerName(header.key()), value));
    }
    return Reply.page(
        Templates.record(
            shell,
            new Details(
                entry,
                index.entries().isReplayed(entry),
                record.why(),
                PayloadMasker.id(record.event().key()),
                headers,
                PayloadMasker.event(record.event().value()),
                Sessions.randomToken())));
  }

  Reply order(RoutingContext request, Shell shell) {
    String order = request.pathParam("order");
    if (!order.matches("[\\w-]{1,64}")) {
      throw new RefusedException(404, "There is no such order.");
    }
    Search search = documents.newest(order);
    String document = search.found().map(it -> PayloadMasker.document(it.value())).orElse("");
    return Reply.page(
        search.found().isPresent() ? 200 : 404,
        Templates.order(shell.titled("Order " + order), new OrderView(order, search, document)));
  }
}
