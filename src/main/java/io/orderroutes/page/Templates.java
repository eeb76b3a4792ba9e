package io.orderroutes.page;

import io.orderroutes.replay.ReplayRun;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The pages, as src/main/resources/templates/page writes them. */
@CheckedTemplate(basePath = "page")
final class Templates {
  private Templates() {}

  static native TemplateInstance overview(Shell shell, Overview now, int parked);

  static native TemplateInstance parked(Shell shell, ParkedList list);

  static native TemplateInstance record(Shell shell, RecordView view);

  static native TemplateInstance confirm(Shell shell, Confirmation view);

  static native TemplateInstance run(Shell shell, ReplayRun run);

  static native TemplateInstance runs(Shell shell, List<ReplayRun> runs);

  static native TemplateInstance order(Shell shell, OrderView view);

  static native TemplateInstance login(Shell shell, String next, boolean wrong);

  static native TemplateInstance message(Shell shell, String sentence);
}
