package io.orderroutes.gateway;

import java.util.ArrayList;
import java.util.List;

/** The sections of one order's document, added by calls that may run in parallel. */
public final class Sections {
  private final List<Section> sections = new ArrayList<>();

  synchronized void add(Section section) {
    sections.add(section);
  }

  public synchronized List<Section> all() {
    return List.copyOf(sections);
  }
}
