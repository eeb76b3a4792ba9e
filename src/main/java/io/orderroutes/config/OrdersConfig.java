package io.orderroutes.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys under {@code orders.}, as application.properties explains them; {@code Sellers} checks
 * what they say.
 */
@ConfigMapping(prefix = "orders")
public interface OrdersConfig {
  Topics topics();

  Consumer consumer();

  Events events();

  @WithDefault("256")
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
    @WithDefault("order-events")
    String events();

    @WithDefault("order-documents")
    String documents();

    @WithDefault("order-events.parked")
    String parked();

    /** Which parked events were replayed. */
    @WithDefault("order-events.replayed")
    String replayed();

    /** Further downstream topics, by the name that a route gives them. */
    Map<String, String> also();

    @WithDefault("true")
    boolean create();

    @WithDefault("12")
    int partitions();

    Optional<Short> replication();
  }

  /** What becomes of records that hold no event. */
  interface Events {
    @WithDefault("skip")
    Tombstones tombstones();
  }

  /** The Kafka consumer group that all copies of the service share. */
  interface Consumer {
    @WithDefault("order-enrichment")
    String group();
  }

  /** Bound of the events taken from Kafka and not finished. */
  interface Waiting {
    @WithDefault("20000")
    int max();
  }

  /** How long an order waits for others to be asked for with it, in milliseconds. */
  interface Batch {
    @WithDefault("20")
    @WithName("wait")
    long waitMillis();
  }

  /** How long a stop or a lost partition waits for orders in flight, in milliseconds. */
  interface Stop {
    @WithDefault("20000")
    long timeout();
  }

  /** Limits of one call, in milliseconds and bytes. */
  interface Gateway {
    @WithDefault("5000")
    long connectTimeout();

    @WithDefault("30000")
    long readTimeout();

    @WithDefault("10485760")
    int answerBytesMax();

    /** Calls in a row without an answer, after which a gateway is only probed. */
    @WithDefault("10")
    int deadAfter();

    /** The longest time that a gateway is left alone because its Retry-After says so. */
    @WithDefault("300000")
    long retryAfterMax();

    /** How long a connection is used at most; Camel's HTTP component reads it. */
    @WithDefault("180000")
    long connectionLifetime();
  }

  /** How what may succeed later is repeated: a call in place, then an event from a topic. */
  interface Retry {
    @WithDefault("2")
    int attempts();

    /** The topics in which an event waits, one after the other. */
    @WithDefault(
        "order-events.retry-10s,order-events.retry-1m,order-events.retry-10m,order-events.retry-1h")
    Optional<List<String>> topics();

    /** How long it waits in each, in milliseconds. */
    @WithDefault("10000,60000,600000,3600000")
    Optional<List<Long>> waits();

    @WithDefault("250")
    long delay();

    @WithDefault("5000")
    long delayMax();
  }

  /** When tokens are renewed, in milliseconds. */
  interface Tokens {
    @WithDefault("30000")
    long checkEvery();

    @WithDefault("86400000")
    long refreshBefore();
  }

  /** What a document holds, and whether it is held against the schema. */
  interface Documents {
    @WithDefault("off")
    Validate validate();

    @WithDefault("full")
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
