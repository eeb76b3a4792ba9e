package io.orderroutes.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys under {@code orders.}; {@code Sellers} checks their values. The packaged
 * application.properties explains them and has their defaults, except those of apps and platforms.
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

  /** Topic names, and settings of created topics. */
  interface Topics {
    String events();

    String documents();

    String parked();

    /** The topic of the marks of replayed events. */
    String replayed();

    /** Further downstream topics, by the name that a route gives them. */
    Map<String, String> also();

    boolean create();

    int partitions();

    Optional<Short> replication();
  }

  /** How events are read, and the handling of records without an event. */
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

  /** The Kafka consumer group of all instances. */
  interface Consumer {
    String group();
  }

  /** The limit of unfinished events. */
  interface Waiting {
    int max();
  }

  /** How long an order waits to be fetched together with others, in milliseconds. */
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

    /** Calls in a row without a response, after which a gateway is only probed. */
    int deadAfter();

    /** The longest pause that a Retry-After of a gateway leads to. */
    long retryAfterMax();

    /** The longest use of a connection; Camel's HTTP component reads it. */
    long connectionLifetime();
  }

  /** How a failure that may pass is retried: the call inline, then the event from a retry topic. */
  interface Retry {
    int attempts();

    /** The retry topics, in order. */
    Optional<List<String>> topics();

    /** The delay of each, in milliseconds. */
    Optional<List<Long>> waits();

    long delay();

    long delayMax();
  }

  /** When tokens are renewed, in milliseconds. */
  interface Tokens {
    long checkEvery();

    long refreshBefore();
  }

  /** The content of a document, and its validation. */
  interface Documents {
    Validate validate();

    Sources sources();

    /** Dotted names of fields that are removed; a name passes through lists. */
    Optional<List<String>> drop();
  }

  /** Whether an invalid document is parked. */
  enum Validate {
    OFF,
    PARK
  }

  /** Whether a document has the platforms' responses. */
  enum Sources {
    FULL,
    NONE
  }

  /** An operator's own files. */
  interface Routes {
    Optional<String> dir();
  }

  /** A seller on whose behalf an application calls. */
  interface SellerKeys {
    Optional<String> app();

    Optional<String> platform();

    Optional<String> session();

    Optional<String> sessionFile();

    Optional<String> ids();
  }
}
