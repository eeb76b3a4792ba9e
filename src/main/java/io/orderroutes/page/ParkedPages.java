package io.orderroutes.page;

import io.orderroutes.delivery.DocumentsTopic;
import io.orderroutes.delivery.DocumentsTopic.Search;
import io.orderroutes.delivery.ParkedEntry;
import io.orderroutes.delivery.ParkedGroup;
import io.orderroutes.delivery.ParkedIndex;
import io.orderroutes.delivery.ParkedPlace;
import io.orderroutes.delivery.ParkedRecord;
import io.orderroutes.delivery.ParkedSelection;
import io.orderroutes.delivery.ParkedTopic;
import io.orderroutes.page.ParkedList.Notes;
import io.orderroutes.page.ParkedList.Row;
import io.orderroutes.sellers.Seller;
import io.orderroutes.sellers.Sellers;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pages that show parked records, and the documents that became of them. */
@Singleton
public class ParkedPages {
  private static final int ROWS = 100;

  private final ParkedIndex index;
  private final ParkedTopic parked;
  private final DocumentsTopic documents;
  private final Sellers sellers;

  public ParkedPages(
      ParkedIndex index, ParkedTopic parked, DocumentsTopic documents, Sellers sellers) {
    this.index = index;
    this.parked = parked;
    this.documents = documents;
    this.sellers = sellers;
  }

  Reply list(RoutingContext request, Shell shell) {
    MultiMap params = request.queryParams();
    ParkedSelection selection = Asked.selection(params);
    String seller = selection.seller().orElse("");
    int from = Asked.number(params, "from");
    List<ParkedEntry> found = index.select(selection);
    List<ParkedGroup> groups = index.groups(selection);
    Optional<ParkedGroup> group = selection.cause().flatMap(cause -> groups.stream().findFirst());
    String cause =
        selection.cause().map(one -> Links.query(one, seller)).orElse("seller=" + seller);
    ParkedList list =
        new ParkedList(
            group,
            selection.cause().isPresent() ? List.of() : groups,
            found.stream()
                .skip(from)
                .limit(ROWS)
                .map(entry -> new Row(entry, index.isReplayed(entry)))
                .toList(),
            found.size(),
            seller,
            sellers.all().stream().map(Seller::name).toList(),
            found.size() > from + ROWS
                ? Optional.of(cause + "&from=" + (from + ROWS))
                : Optional.empty(),
            new Notes(index.hasOlder(), index.trouble()));
    return Reply.page(Templates.parked(shell, list));
  }

  Reply one(RoutingContext request, Shell shell) {
    ParkedPlace place = Asked.place(request.pathParam("partition"), request.pathParam("offset"));
    ParkedRecord record = parked.at(place).orElseThrow(Words::vanished);
    ParkedEntry entry = index.at(record);
    List<RecordView.Header> headers = new ArrayList<>();
    record
        .event()
        .headers()
        .forEach(
            header ->
                headers.add(
                    new RecordView.Header(
                        Masked.headerName(header.key()),
                        Masked.header(header.key(), header.value()))));
    return Reply.page(
        Templates.record(
            shell,
            new RecordView(
                entry,
                index.isReplayed(entry),
                record.why(),
                Masked.id(record.event().key()),
                headers,
                Masked.event(record.event().value()),
                Sessions.word())));
  }

  Reply order(RoutingContext request, Shell shell) {
    String order = request.pathParam("order");
    if (!order.matches("[\\w-]{1,64}")) {
      throw new RefusedException(404, "There is no such order.");
    }
    Search search = documents.newest(order);
    return Reply.page(
        search.found().isPresent() ? 200 : 404,
        Templates.order(
            shell.titled("Order " + order),
            new OrderView(
                order,
                search,
                search.found().map(found -> Masked.document(found.value())).orElse(""))));
  }
}
