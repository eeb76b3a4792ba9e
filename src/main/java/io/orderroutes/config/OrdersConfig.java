package io.orderroutes.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
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

  /** The operator's page; off by default. */
  interface PageKeys {
    boolean enabled();

    /** The access token; not required on loopback. */
    Optional<String> token();

    /** The maximum of listed parked records. */
    int recordsMax();

    /** The maximum of records in one replay. */
    int replayMax();
  }

  /** One registered application of a platform. */
  interface AppKeys {
    @WithDefault("top")
    String protocol();

    Optional<String> gateway();

    Optional<String> key();

    Optional<String> secret();

    Optional<String> signMethod();

    /** In milliseconds; without it {@code orders.gateway.connect-timeout}. */
    Optional<Integer> connectTimeout();

    /** In milliseconds; without it {@code orders.gateway.read-timeout}. */
    Optional<Integer> readTimeout();

    /** Of all instances of the service together; no limit where it is not set. */
    Optional<Double> callsPerSecond();

    /** The same for one API of the application. */
    Map<String, Double> apiCallsPerSecond();
  }

  /** What a platform's order call and response need in addition to the route. */
  interface PlatformKeys {
    Map<String, String> params();

    Optional<String> logisticsIds();

    /** The maximum of orders in one call. */
    @WithDefault("1")
    int batchSize();

    /** The mapping file without .jslt; by default the one of the platform's name. */
    Optional<String> mapping();

    /** The time zone of dates without offset. */
    Optional<String> zone();
  }

  /** Whether a record that only reports a deletion is skipped or parked. */
  enum Tombstones {
    SKIP,
    PARK
  }
}
