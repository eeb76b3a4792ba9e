package io.orderroutes.simulator;

import io.orderroutes.simulator.SimulatedAccounts.Account;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a gateway looks at before it looks at the arguments, in its order; error names that no page
 * of the newer protocol lists are ours.
 */
final class GatewayChecks {
  private static final Duration TOP_WINDOW = Duration.ofMinutes(10);
  private static final Duration IOP_WINDOW = Duration.ofSeconds(7200);
  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

  private final CallRates rates;
  private final SimulatedTokens tokens;
  private final Map<String, Refusal> refusedApps = new ConcurrentHashMap<>();

  GatewayChecks(CallRates rates, SimulatedTokens tokens) {
    this.rates = rates;
    this.tokens = tokens;
  }

  /** Refuses every call of an app; without a refusal it takes them again. */
  void refuseApp(String appKey, Refusal refusal) {
    if (refusal == null) {
      refusedApps.remove(appKey);
    } else {
      refusedApps.put(appKey, refusal);
    }
  }

  void takeAllApps() {
    refusedApps.clear();
  }

  /** A call of the system that needs no session: the refresh token it asks about. */
  String admitRefresh(GatewayRequest request) {
    checkVerb(request);
    Account account = account(request);
    checkTimestamp(request);
    checkSignature(request, account);
    rates.count(request.value("app_key").orElseThrow());
    return required(
        request, "refresh_token", Refusal.platform(40, "Missing token", "MissingParameter"));
  }

  /** The API that the call may have, or the refusal. */
  Api admit(GatewayRequest request) {
    checkVerb(request);
    Api api = api(request);
    Account account = account(request);
    checkTimestamp(request);
    checkVersionAndFormat(request);
    checkSignature(request, account);
    rates.count(request.value("app_key").orElseThrow());
    checkSession(request, account);
    return api;
  }

  private void checkVerb(GatewayRequest request) {
    if (!request.verb().equals("POST") && !request.verb().equals("GET")) {
      throw Refusal.platform(9, "Http action not allowed", "IllegalHttpMethod");
    }
  }

  private Api api(GatewayRequest request) {
    if (request.gatewayProtocol() == GatewayProtocol.IOP_REST) {
      return Api.at(request.signedPath())
          .orElseThrow(() -> Refusal.platform(22, "Invalid method", "InvalidApiPath"));
    }
    String name =
        required(request, "method", Refusal.platform(21, "Missing method", "MissingParameter"));
    return Api.named(name)
        .orElseThrow(() -> Refusal.platform(22, "Invalid method", "InvalidApiPath"));
  }

  private Account account(GatewayRequest request) {
    String key =
        required(request, "app_key", Refusal.platform(28, "Missing app key", "MissingParameter"));
    Refusal refusal = refusedApps.get(key);
    if (refusal != null) {
      throw refusal;
    }
    return SimulatedAccounts.account(request.gatewayProtocol(), key)
        .orElseThrow(() -> Refusal.platform(29, "Invalid app key", "InvalidAppKey"));
  }

  private void checkTimestamp(GatewayRequest request) {
    String text =
        required(
            request, "timestamp", Refusal.platform(30, "Missing timestamp", "MissingParameter"));
    boolean iop = request.gatewayProtocol().iop();
    Duration window = iop ? IOP_WINDOW : TOP_WINDOW;
    Optional<Instant> time = iop ? iopTime(text) : chinaTime(text);
    if (time.isEmpty() || Duration.between(time.get(), Instant.now()).abs().compareTo(window) > 0) {
      throw Refusal.platform(31, "Invalid timestamp", "IllegalTimestamp");
    }
  }

  private Optional<Instant> iopTime(String text) {
    if (text.matches("\\d{1,18}")) {
      return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException notInUtc) {
      return chinaTime(text);
    }
  }

  private Optional<Instant> chinaTime(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text, SECONDS).toInstant(CHINA));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The newer protocol takes both as read; what is sent must still be right. */
  private void checkVersionAndFormat(GatewayRequest request) {
    boolean iop = request.gatewayProtocol().iop();
    if (!iop) {
      required(request, "v", Refusal.platform(32, "Missing version", "MissingParameter"));
    }
    if (!request.value("v").orElse("2.0").equals("2.0")) {
      throw Refusal.platform(33, "Invalid version", "InvalidVersion");
    }
    if (!request.value("format").orElse(iop ? "json" : "xml").equals("json")) {
      throw Refusal.platform(23, "Invalid format", "InvalidFormat");
    }
  }

  private void checkSignature(GatewayRequest request, Account account) {
    String sign =
        required(request, "sign", Refusal.platform(24, "Missing signature", "IncompleteSignature"));
    String method = request.value("sign_method").orElse("");
    if (!GatewaySignature.knows(request.gatewayProtocol(), method)
        || !same(
            sign,
            GatewaySignature.of(
                method, request.signedPath(), request.params(), account.secret()))) {
      throw Refusal.platform(25, "Invalid signature", "IncompleteSignature");
    }
  }

  private static boolean same(String sent, String expected) {
    return MessageDigest.isEqual(
        sent.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }

  private void checkSession(GatewayRequest request, Account account) {
    String session =
        request
            .session()
            .orElseThrow(() -> Refusal.platform(26, "Missing session", "IllegalAccessToken"));
    if (session.startsWith("expired-")) {
      throw Refusal.session("The session has expired");
    }
    if (!account.takes(session) && !tokens.takes(session)) {
      throw Refusal.session("The session is unknown");
    }
  }

  private static String required(GatewayRequest request, String name, Refusal otherwise) {
    return request.value(name).orElseThrow(() -> otherwise);
  }
}
