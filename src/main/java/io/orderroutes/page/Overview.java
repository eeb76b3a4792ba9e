package io.orderroutes.page;

import java.util.List;
import java.util.Map;

/** What the first page shows. */
public record Overview(
    List<Flow> flows,
    List<Topic> topics,
    Load load,
    List<AppRow> apps,
    List<Closed> closed,
    List<SellerRow> sellers) {

  /** A platform's documents; what is not measured is –. */
  public record Flow(String platform, long documents, long incomplete, String perSecond) {}

  /** A topic that events are consumed from. */
  public record Topic(String name, String events, String perSecond, String lag, String retries) {}

  /** The state of the flow, and its present load; waiting events by what they wait for. */
  public record Load(String state, int inFlight, int open, Map<String, Integer> waiting) {}

  /** An application: its gateway and its limits. */
  public record AppRow(
      String name, String protocol, String gateway, List<String> limits, State state) {}

  /** What refuses calls now, and until when. */
  public record Closed(String scope, String until) {}

  /** A seller, and the state of its session. */
  public record SellerRow(String name, String platform, String app, State session, String ends) {}

  /** A state, and whether it is a good one. */
  public record State(boolean well, String text) {}
}
