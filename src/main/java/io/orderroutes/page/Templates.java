package io.orderroutes.page;

import io.orderroutes.replay.ReplayRun;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The templates in src/main/resources/templates/page. */
@CheckedTemplate(basePath = "page")
final class Templates {
  private Templates() {}

  static native TemplateInstance overview(Shell shell, Overview now, int parked);

  static native TemplateInstance parked(Shell shell, ParkedPages.Listing list);

  static native TemplateInstance record(Shell shell, ParkedPages.Details view);

  static native TemplateInstance confirm(Shell shell, ReplayPages.Confirmation view);

  static native TemplateInstance run(Shell shell, ReplayRun run);

  static native TemplateInstance runs(Shell shell, List<ReplayRun> runs);

  static native TemplateInstance order(Shell shell, ParkedPages.OrderView view);

  static native TemplateInstance login(Shell shell, String next, boolean wrong);

  static native TemplateInstance message(Shell shell, String sentence);
}
