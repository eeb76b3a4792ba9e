package io.orderroutes.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Jackson with buffers that virtual threads share; Jackson's own are one set for each thread. */
public final class Json {
  public static final JsonFactory FACTORY =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool()).build();

  static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

  private Json() {}
}
