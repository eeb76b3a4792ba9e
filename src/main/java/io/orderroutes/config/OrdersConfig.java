package io.orderroutes.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys under {@code orders.}; {@code Sellers} checks what they say. application.properties,
 * which is packaged, explains them and holds their defaults, but for those of an app and of a
 * platform.
 */
@ConfigMapping(prefix = "orders")
public interface OrdersConfig {
  Topics topics();

  Consumer consumer();

  Events events();

  int concurrency();

  Waiting waiting();

  Batch batch();

  Stop stop();

  Gateway gateway();

  Retry retry();

  Documents documents();

  Tokens tokens();

  Routes routes();

  PageKeys page();

  Map<String, AppKeys> apps();

  Map<String, SellerKeys> sellers();

  Map<String, PlatformKeys> platforms();

  Optional<String> defaultSeller();

  /** Topic names, and what a missing topic is created with. */
  interface Topics {
    String events();

    String documents();

    String parked();

    /** Which parked events were replayed. */
    String replayed();

    /** Further downstream topics, by the name that a route gives them. */
    Map<String, String> also();

    boolean create();

    int partitions();

    Optional<Short> replication();
  }

  /** How events are read, and what becomes of records that hold none. */
  interface Events {
    Tombstones tombstones();

    Registry registry();
  }

  /** The schema registry that framed values are read with; the time-out is in milliseconds. */
  interface Registry {
    Optional<String> url();

    Optional<String> user();

    Optional<String> password();

    long timeout();
  }

  /** The Kafka consumer group that all copies of the service share. */
  interface Consumer {
    String group();
  }

  /** Bound of the events taken from Kafka and not finished. */
  interface Waiting {
    int max();
  }

  /** How long an order waits for others to be asked for with it, in milliseconds. */
  interface Batch {
    @WithName("wait")
    long waitMillis();
  }

  /** How long a stop or a lost partition waits for orders in flight, in milliseconds. */
  interface Stop {
    long timeout();
  }

  /** Limits of one call, in milliseconds and bytes. */
  interface Gateway {
    long connectTimeout();

    long readTimeout();

    int answerBytesMax();

    /** Calls in a row without an answer, after which a gateway is only probed. */
    int deadAfter();

    /** The longest time that a gateway is left alone because its Retry-After says so. */
    long retryAfterMax();

    /** How long a connection is used at most; Camel's HTTP component reads it. */
    long connectionLifetime();
  }

  /** How what may succeed later is repeated: a call in place, then an event from a topic. */
  interface Retry {
    int attempts();

    /** The topics in which an event waits, one after the other. */
    Optional<List<String>> topics();

    /** How long it waits in each, in milliseconds. */
    Optional<List<Long>> waits();

    long delay();

    long delayMax();
  }

  /** When tokens are renewed, in milliseconds. */
  interface Tokens {
    long checkEvery();

    long refreshBefore();
  }

  /** What a document holds, and whether it is held against the schema. */
  interface Documents {
    Validate validate();

    Sources sources();

    /** Dotted names of fields that are left out; a name passes through lists. */
    Optional<List<String>> drop();
  }

  /** Whether an invalid document is parked. */
  enum Validate {
    OFF,
    PARK
  }

  /** Whether a document carries the platforms' answers. */
  enum Sources {
    FULL,
    NONE
  }

  /** An operator's own files. */
  interface Routes {
    Optional<String> dir();
  }

  /** One seller on whose behalf an application calls. */
  interface SellerKeys {
    Optional<String> app();

    Optional<String> platform();

    Optional<String> session();

    Optional<String> sessionFile();

    Optional<String> ids();
  }
}
