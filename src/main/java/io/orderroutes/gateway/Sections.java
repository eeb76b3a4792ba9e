package io.orderroutes.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sections of one order's document, added by calls that may run in parallel. */
public final class Sections {
  /** The section whose answer makes the document. */
  public static final String MAIN = "order";

  private final List<Section> sections = new ArrayList<>();

  synchronized void add(Section section) {
    sections.add(section);
  }

  public synchronized List<Section> all() {
    return List.copyOf(sections);
  }

  public Optional<Section> main() {
    return all().stream().filter(section -> section.name().equals(MAIN)).findFirst();
  }
}
