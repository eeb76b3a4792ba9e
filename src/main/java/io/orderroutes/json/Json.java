package io.orderroutes.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Jackson with buffers that virtual threads share; Jackson's own are one set for each thread. */
public final class Json {
  /** Readers take 1000 levels, and a document puts a few around an answer. */
  static final int LEVELS_MAX = 900;

  public static final JsonFactory FACTORY =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(LEVELS_MAX).build())
          .build();

  public static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

  private Json() {}
}
