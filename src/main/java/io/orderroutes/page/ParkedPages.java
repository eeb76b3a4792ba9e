package io.orderroutes.page;

import io.orderroutes.documents.DocumentsTopic;
import io.orderroutes.documents.DocumentsTopic.Search;
import io.orderroutes.page.ParkedList.Notes;
import io.orderroutes.page.ParkedList.Row;
import io.orderroutes.parked.ParkedEntry;
import io.orderroutes.parked.ParkedGroup;
import io.orderroutes.parked.ParkedIndex;
import io.orderroutes.parked.ParkedPlace;
import io.orderroutes.parked.ParkedRecord;
import io.orderroutes.parked.ParkedSelection;
import io.orderroutes.parked.ParkedTopic;
import io.orderroutes.privacy.PayloadMasker;
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
    ParkedSelection selection = RequestParams.selection(params);
    String seller = selection.seller().orElse("");
    int from = RequestParams.number(params, "from");
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
    ParkedPlace place =
        RequestParams.place(request.pathParam("partition"), request.pathParam("offset"));
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
                        PayloadMasker.headerName(header.key()),
                        PayloadMasker.header(header.key(), header.value()))));
    return Reply.page(
        Templates.record(
            shell,
            new RecordView(
                entry,
                index.isReplayed(entry),
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
    return Reply.page(
        search.found().isPresent() ? 200 : 404,
        Templates.order(
            shell.titled("Order " + order),
            new OrderView(
                order,
                search,
                search.found().map(found -> PayloadMasker.document(found.value())).orElse(""))));
  }
}
