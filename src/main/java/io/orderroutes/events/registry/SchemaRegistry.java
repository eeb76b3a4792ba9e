package io.orderroutes.events.registry;

import io.orderroutes.config.OrdersConfig;
import io.orderroutes.events.json.InvalidEventException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Reads values that are framed: a zero byte, the schema's id in four bytes, the value. A schema is
 * asked for once and kept: what an id stands for never changes. While the registry is away it is
 * asked again every ten seconds; so is it for a schema that it does not know, or that is unusable.
 */
public final class SchemaRegistry {
  private static final Logger LOG = Logger.getLogger(SchemaRegistry.class);
  private static final int FRAME = 5;
  private static final long AGAIN = Duration.ofSeconds(10).toNanos();

  private final RegistryClient client;
  private final LongSupplier nanos;
  private final Map<Integer, RegisteredSchema> schemas = new ConcurrentHashMap<>();
  private final Map<Integer, Unusable> unusable = new ConcurrentHashMap<>();
  private String away = "";
  private long askAgain;

  private record Unusable(String why, long until) {}

  public SchemaRegistry(OrdersConfig.Registry keys) {
    this(keys, System::nanoTime);
  }

  SchemaRegistry(OrdersConfig.Registry keys, LongSupplier nanos) {
    this.client = new RegistryClient(keys);
    this.nanos = nanos;
  }

  /** A framed value, of more than five bytes, as JSON in UTF-8. */
  public byte[] json(byte[] value) throws InvalidEventException, SchemaUnavailableException {
    int id = ByteBuffer.wrap(value).getInt(1);
    RegisteredSchema schema = schemas.get(id);
    if (schema == null) {
      schema = fetch(id);
    }
    try {
      return schema.json(ByteBuffer.wrap(value, FRAME, value.length - FRAME));
    } catch (Exception | StackOverflowError e) {
      throw invalid(id, "the value does not match its schema", e.getClass().getSimpleName());
    }
  }

  private synchronized RegisteredSchema fetch(int id)
      throws InvalidEventException, SchemaUnavailableException {
    check(id, nanos.getAsLong());
    try {
      RegisteredSchema schema = schemas.containsKey(id) ? schemas.get(id) : client.schema(id);
      schemas.put(id, schema);
      isThere();
      return schema;
    } catch (InvalidEventException e) {
      isThere();
      unusable.put(id, new Unusable(e.getMessage(), nanos.getAsLong() + AGAIN));
      throw invalid(id, e.getMessage(), "");
    } catch (SchemaUnavailableException e) {
      isAway(e.getMessage());
      throw e;
    }
  }

  private void check(int id, long now) throws InvalidEventException, SchemaUnavailableException {
    if (!away.isEmpty() && now - askAgain < 0) {
      throw new SchemaUnavailableException(away);
    }
    unusable.values().removeIf(known -> now - known.until >= 0);
    Unusable known = unusable.get(id);
    if (known != null) {
      throw invalid(id, known.why, "");
    }
  }

  private void isAway(String why) {
    if (away.isEmpty()) {
      LOG.warnf("%s; events whose schema is not known yet wait in the retry topics", why);
    }
    away = why;
    askAgain = nanos.getAsLong() + AGAIN;
  }

  private void isThere() {
    if (!away.isEmpty()) {
      LOG.info("the schema registry gives schemas again");
      away = "";
    }
  }

  private static InvalidEventException invalid(int id, String why, String detail) {
    String end = detail.isEmpty() ? "" : " (" + detail + ")";
    return new InvalidEventException(
        why + ", which has the id " + Integer.toUnsignedString(id) + end);
  }
}
