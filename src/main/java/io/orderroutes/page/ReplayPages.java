package io.orderroutes.page;

import io.orderroutes.config.OrdersConfig;
import io.orderroutes.parked.ParkedEntries.Group;
import io.orderroutes.parked.ParkedEntries.Selection;
import io.orderroutes.parked.ParkedEntry;
import io.orderroutes.parked.ParkedEntry.Cause;
import io.orderroutes.parked.ParkedEntry.Place;
import io.orderroutes.parked.ParkedIndex;
import io.orderroutes.parked.ParkedTopic;
import io.orderroutes.replay.ReplayRun;
import io.orderroutes.replay.ReplayRuns;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The pages that start a replay, and show its progress. */
@Singleton
public record ReplayPages(
    ParkedIndex index, ParkedTopic parked, ReplayRuns runs, OrdersConfig config) {
  private static final int REFRESH_SECONDS = 2;

  /** A group that can be replayed, as it was at a time; {@code run} is the id of its replay. */
  public record Confirmation(Group group, String seller, int records, String until, String run) {}

  Reply list(RoutingContext request, Shell shell) {
    List<ReplayRun> newest = new ArrayList<>(runs.all());
    Collections.reverse(newest);
    return Reply.page(Templates.runs(shell, newest));
  }

  Reply confirm(RoutingContext request, Shell shell) {
    Selection selection = RequestParams.selection(request.queryParams());
    Instant now = Instant.now();
    List<ParkedEntry> open = open(selection, now);
    Group group = index.entries().groups(selection).get(0);
    String seller = selection.seller().orElse("");
    return Reply.page(
        Templates.confirm(
            shell,
            new Confirmation(group, seller, open.size(), now.toString(), Sessions.randomToken())));
  }

  Reply run(RoutingContext request, Shell shell) {
    ReplayRun run =
        runs.find(request.pathParam("run"))
            .orElseThrow(
                () ->
                    new RefusedException(
                        404, "This replay is unknown. A restart of the service forgets replays."));
    return Reply.page(Templates.run(run.hasEnded() ? shell : shell.again(REFRESH_SECONDS), run));
  }

  /** Starts a replay. The same form, sent twice, leads to the same replay. */
  Reply begin(RoutingContext request, Shell shell) {
    MultiMap form = request.request().formAttributes();
    String id = RequestParams.text(form, "run");
    if (!id.matches("[\\w-]{16,64}")) {
      throw new RefusedException(400, "The form is incomplete. Nothing was done.");
    }
    if (runs.find(id).isEmpty()) {
      List<ParkedEntry> entries = form.contains("offset") ? List.of(one(form)) : group(form);
      String what = form.contains("offset") ? "One record" : "A group of " + entries.size();
      runs.begin(id, what, entries).orElseThrow(this::busy);
    }
    return Reply.goTo("/replays/" + id);
  }

  private RefusedException busy() {
    return new RefusedException(
        409, "Another replay is running. Nothing was done: wait until it has ended.");
  }

  private ParkedEntry one(MultiMap form) {
    Place place =
        RequestParams.place(
            RequestParams.text(form, "partition"), RequestParams.text(form, "offset"));
    return index.at(parked.at(place).orElseThrow(RefusedException::vanished));
  }

  private List<ParkedEntry> group(MultiMap form) {
    try {
      return open(RequestParams.selection(form), Instant.parse(RequestParams.text(form, "until")));
    } catch (DateTimeException e) {
      throw new RefusedException(400, "The form is incomplete. Nothing was done.");
    }
  }

  /** Records of a group that were parked until then and not replayed. */
  private List<ParkedEntry> open(Selection selection, Instant until) {
    if (selection.cause().isEmpty()) {
      throw new RefusedException(400, "No group is selected. Nothing was done: select one.");
    }
    List<ParkedEntry> open =
        index.entries().select(selection).stream()
            .filter(entry -> !entry.at().isAfter(until))
            .filter(entry -> !index.entries().isReplayed(entry))
            .toList();
    if (open.isEmpty()) {
      throw new RefusedException(
          410, "All records of this group have been replayed. Nothing was done.");
    }
    if (open.size() > config.page().replayMax()) {
      throw tooMany(open.size(), selection);
    }
    return open;
  }

  private RefusedException tooMany(int records, Selection selection) {
    Cause cause = selection.cause().orElseThrow();
    String code = cause.subCode().isEmpty() ? cause.code() : cause.subCode();
    return new RefusedException(
        422,
        "The group has %d records, more than orders.page.replay-max (%d). Nothing was done: use the command replay --reason=%s%s%s"
            .formatted(
                records,
                config.page().replayMax(),
                cause.reason(),
                code.isEmpty() ? "" : " --code=" + code,
                selection.seller().map(seller -> " --seller=" + seller).orElse("")));
  }
}
