package io.orderroutes.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderroutes.config.OrdersConfig;
import io.orderroutes.json.Json;
import io.orderroutes.limits.CircuitBreakers;
import io.orderroutes.sellers.Seller;
import io.orderroutes.sellers.Sellers;
import io.orderroutes.sellers.SessionFile;
import io.orderroutes.sellers.TokenPair;
import io.orderroutes.signing.ApiCall;
import io.orderroutes.signing.Protocol;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.jboss.logging.Logger;

/** The steps of the route {@code tokens}, which renews the tokens of sellers before they end. */
@Singleton
@Named("tokenRefresh")
public class TokenRefresh {
  private static final Logger LOG = Logger.getLogger(TokenRefresh.class);
  private static final String API = "/auth/token/refresh";
  private static final int ANSWER_BYTES_MAX = 65_536;
  private static final String RENEWAL = "tokenRenewal";

  private final Sellers sellers;
  private final CircuitBreakers breakers;
  private final MeterRegistry meters;
  private final long beforeMillis;
  private final Map<String, String> failing = new ConcurrentHashMap<>();

  public TokenRefresh(
      OrdersConfig config, Sellers sellers, CircuitBreakers breakers, MeterRegistry meters) {
    this.sellers = sellers;
    this.breakers = breakers;
    this.meters = meters;
    this.beforeMillis = config.tokens().refreshBefore();
  }

  /** Sellers of the protocol IOP whose token can be renewed, and ends soon or is refused. */
  public List<Seller> due() {
    return sellers.all().stream()
        .filter(seller -> seller.app().protocol() == Protocol.IOP)
        .filter(seller -> seller.token() instanceof SessionFile file && isDue(seller, file.pair()))
        .toList();
  }

  private boolean isDue(Seller seller, TokenPair pair) {
    Instant soon = Instant.now().plusMillis(beforeMillis);
    return pair.refresh().isPresent()
        && (pair.ends().filter(soon::isAfter).isPresent()
            || breakers.isRefused(seller.name(), pair.access()));
  }

  /**
   * Sets the variable {@code renews}: whether this process renews the token of the seller in the
   * body. It does not if another instance that shares the file does so or has just done so. {@link
   * #ended} releases the file.
   *
   * @throws IOException if the directory of the file is not writable
   */
  public void begin(@Body Seller seller, Exchange exchange) throws IOException {
    exchange.setVariable("seller", seller);
    Optional<SessionFile.Renewal> renewal = file(seller).renewal();
    exchange.setProperty(RENEWAL, renewal.orElse(null));
    exchange.setVariable("renews", renewal.isPresent() && isDue(seller, file(seller).pair()));
  }

  /** Lets other instances renew the token. */
  public void ended(Exchange exchange) throws IOException {
    if (exchange.removeProperty(RENEWAL) instanceof SessionFile.Renewal renewal) {
      renewal.close();
    }
  }

  /** The call that renews the token of the seller in the body. */
  public ApiCall ask(@Body Seller seller) {
    String token = file(seller).pair().refresh().orElseThrow();
    return new ApiCall(seller.app(), "", API, new TreeMap<>(Map.of("refresh_token", token)));
  }

  /**
   * Writes the new tokens of the response in the body to the seller's file.
   *
   * @throws IOException with the code of the response if it holds no tokens
   */
  public void answered(@Body InputStream body, Exchange exchange) throws IOException {
    Seller seller = exchange.getVariable("seller", Seller.class);
    JsonNode answer = Json.MAPPER.readTree(body.readNBytes(ANSWER_BYTES_MAX));
    TokenPair pair = TokenPair.of(answer);
    if (pair.access().isEmpty() || pair.refresh().isEmpty()) {
      JsonNode error = answer.path("error_response");
      throw new IOException(
          "the platform responded with code "
              + (error.isMissingNode() ? answer : error).path("code").asText());
    }
    failing.remove(seller.name());
    count(seller, "ok");
    LOG.infof(
        "seller %s: the token was renewed, it ends %s",
        seller.name(), pair.ends().map(Instant::toString).orElse("at an unknown time"));
    try {
      file(seller).write(pair);
    } catch (IOException e) {
      throw new IOException("the new token could not be written to its file", e);
    }
  }

  /** Logs a failure, once for each reason. The next check tries again. */
  public void failed(Exchange exchange) {
    Seller seller = exchange.getVariable("seller", Seller.class);
    Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    String reason =
        cause instanceof IOException ? cause.getMessage() : cause.getClass().getSimpleName();
    count(seller, "failed");
    if (!reason.equals(failing.put(seller.name(), reason))) {
      LOG.warnf("seller %s: the token could not be renewed: %s", seller.name(), reason);
    }
  }

  /** The sellers whose token could not be renewed, with the reason. */
  public Map<String, String> failing() {
    return Map.copyOf(failing);
  }

  private void count(Seller seller, String outcome) {
    meters
        .counter("orders.token.refreshes", "seller", seller.name(), "outcome", outcome)
        .increment();
  }

  private static SessionFile file(Seller seller) {
    return (SessionFile) seller.token();
  }
}
