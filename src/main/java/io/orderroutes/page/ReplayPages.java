package io.orderroutes.page;

import io.orderroutes.config.OrdersConfig;
import io.orderroutes.parked.ParkedEntry;
import io.orderroutes.parked.ParkedGroup;
import io.orderroutes.parked.ParkedIndex;
import io.orderroutes.parked.ParkedPlace;
import io.orderroutes.parked.ParkedSelection;
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

/** The pages that begin a replay, and tell how far it is. */
@Singleton
public class ReplayPages {
  private static final int REFRESH_SECONDS = 2;

  private final ParkedIndex index;
  private final ParkedTopic parked;
  private final ReplayRuns runs;
  private final int most;

  public ReplayPages(ParkedIndex index, ParkedTopic parked, ReplayRuns runs, OrdersConfig config) {
    this.index = index;
    this.parked = parked;
    this.runs = runs;
    this.most = config.page().replayMax();
  }

  Reply list(RoutingContext request, Shell shell) {
    List<ReplayRun> newest = new ArrayList<>(runs.all());
    Collections.reverse(newest);
    return Reply.page(Templates.runs(shell, newest));
  }

  Reply confirm(RoutingContext request, Shell shell) {
    ParkedSelection selection = RequestParams.selection(request.queryParams());
    Instant now = Instant.now();
    List<ParkedEntry> open = open(selection, now);
    ParkedGroup group = index.groups(selection).get(0);
    return Reply.page(
        Templates.confirm(
            shell,
            new Confirmation(
                group,
                selection.seller().orElse(""),
                open.size(),
                now.toString(),
                Sessions.randomToken())));
  }

  Reply run(RoutingContext request, Shell shell) {
    ReplayRun run =
        runs.find(request.pathParam("run"))
            .orElseThrow(
                () ->
                    new RefusedException(
                        404, "This replay is not known: a restart of the service forgets them."));
    return Reply.page(Templates.run(run.hasEnded() ? shell : shell.again(REFRESH_SECONDS), run));
  }

  /** The same form, sent twice, leads to the one replay that it began. */
  Reply begin(RoutingContext request, Shell shell) {
    MultiMap form = request.request().formAttributes();
    String id = RequestParams.text(form, "run");
    if (!id.matches("[\\w-]{16,64}")) {
      throw new RefusedException(400, "The form is not whole. Nothing was done.");
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
        409, "Another replay is running. Nothing was begun: wait until it has ended.");
  }

  private ParkedEntry one(MultiMap form) {
    ParkedPlace place =
        RequestParams.place(
            RequestParams.text(form, "partition"), RequestParams.text(form, "offset"));
    return index.at(parked.at(place).orElseThrow(Words::vanished));
  }

  private List<ParkedEntry> group(MultiMap form) {
    try {
      return open(RequestParams.selection(form), Instant.parse(RequestParams.text(form, "until")));
    } catch (DateTimeException e) {
      throw new RefusedException(400, "The form is not whole. Nothing was done.");
    }
  }

  /** Those of a group that were parked before and not replayed. */
  private List<ParkedEntry> open(ParkedSelection selection, Instant until) {
    if (selection.cause().isEmpty()) {
      throw new RefusedException(400, "No group is named. Nothing was done: choose one.");
    }
    List<ParkedEntry> open =
        index.select(selection).stream()
            .filter(entry -> !entry.at().isAfter(until))
            .filter(entry -> !index.isReplayed(entry))
            .toList();
    if (open.isEmpty()) {
      throw new RefusedException(
          410, "No record of this group is left to be replayed. Nothing was done.");
    }
    if (open.size() > most) {
      throw new RefusedException(422, Words.tooMany(open.size(), most, selection));
    }
    return open;
  }
}
