package io.orderroutes.gateway;

import io.orderroutes.config.ConfigurationError;
import io.orderroutes.config.OrdersConfig;
import io.orderroutes.gateway.Fault.Kind;
import io.orderroutes.gateway.FaultRule.Signs;
import io.orderroutes.gateway.response.Response;
import io.orderroutes.gateway.response.ResponsePaths.Want;
import io.orderroutes.limits.Ban;
import io.orderroutes.signing.Protocol;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Classifies error responses by the first matching rule: the operator's {@code faults.yaml}, then
 * {@code routes/faults.yaml}. An error that matches no rule is rejected; only errors that are known
 * to be temporary are repeated.
 */
@Singleton
public class FaultClassifier {
  /** The name of the table, among the packaged routes and in an operator's directory. */
  public static final String FILE = "faults.yaml";

  private static final String PACKAGED = "routes/faults.yaml";
  private static final String KEY = "orders.routes.dir";

  /** The length of a text that rules are matched against. */
  private static final int TEXT_MAX = 500;

  /** TOP writes "will last for 5 more seconds", IOP "will last 5 seconds". */
  private static final Pattern BAN =
      Pattern.compile("will last (?:for )?(\\d{1,9}) (?:more )?second", Pattern.CASE_INSENSITIVE);

  private final List<FaultRule.Compiled> rules;

  private FaultClassifier(Stream<FaultRule> rules) {
    this.rules = rules.map(FaultRule::compiled).toList();
  }

  @Inject
  public FaultClassifier(OrdersConfig config) {
    this(
        Stream.concat(
            config.routes().dir().map(dir -> Path.of(dir, FILE)).stream()
                .filter(Files::isRegularFile)
                .flatMap(FaultClassifier::own),
            packaged().stream()));
  }

  private static Stream<FaultRule> own(Path file) {
    try {
      return rules(Files.readString(file)).stream();
    } catch (IOException | RuntimeException e) {
      throw new ConfigurationError(
          KEY, "has a " + FILE + " with a mistake, " + e.getMessage(), "see the command lint");
    }
  }

  /** The packaged rules. */
  static List<FaultRule> packaged() {
    ClassLoader classes = Thread.currentThread().getContextClassLoader();
    try (InputStream file = classes.getResourceAsStream(PACKAGED)) {
      return rules(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<FaultRule> rules(String yaml) {
    Object table = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    List<FaultRule> rules = new ArrayList<>();
    for (Object row : table instanceof List<?> rows ? rows : List.of()) {
      Map<String, List<String>> columns = new LinkedHashMap<>();
      ((Map<?, ?>) row).forEach((name, value) -> columns.put(name.toString(), texts(value)));
      rules.add(FaultRule.of(columns));
    }
    return rules;
  }

  private static List<String> texts(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }

  /** The fault of an error response, with members of TOP or IOP. */
  Fault of(Response response, Protocol protocol) {
    Map<String, String> error = response.error();
    String code = first(error, "code", "error_code");
    String subCode = error.getOrDefault("sub_code", "");
    String text = first(error, "msg", "message", "error_msg", "error_message");
    String message = error.containsKey("sub_msg") ? text + ": " + error.get("sub_msg") : text;
    return fault(protocol, code, subCode, subCode.isEmpty() ? code : subCode, message, response);
  }

  private static String first(Map<String, String> error, String... names) {
    return Stream.of(names)
        .map(name -> error.getOrDefault(name, ""))
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse("");
  }

  /** Whether the response refuses the whole call, not only one of its orders. */
  static boolean isWhole(Response response) {
    return !response.error().isEmpty() || "false".equals(response.value(Want.SUCCESS));
  }

  /** A fault inside a successful response: a flag that is false, or no data. */
  Optional<Fault> inside(Response response, Protocol protocol, boolean asksForPayload) {
    String code = response.value(Want.ERROR_CODE);
    boolean refused = isWhole(response);
    boolean empty = asksForPayload && response.value(Want.PAYLOAD).isEmpty();
    if (!refused && !empty) {
      return Optional.empty();
    }
    String text = response.value(Want.ERROR_MESSAGE);
    String message = text.isBlank() ? "the response does not contain it" : text;
    if (!refused && code.isBlank()) {
      return Optional.of(Fault.of(Kind.MISSING, message, response.requestId()));
    }
    // the code of the service behind the gateway is not a code of the gateway
    Fault fault = fault(protocol, "", "", code, message, response);
    return Optional.of(fault.withCode(code));
  }

  private Fault fault(
      Protocol protocol,
      String code,
      String subCode,
      String known,
      String message,
      Response response) {
    Signs signs = new Signs(lower(protocol.name()), lower(code), lower(known), lower(message));
    Optional<FaultRule> rule =
        rules.stream().filter(one -> one.fits(signs)).findFirst().map(FaultRule.Compiled::rule);
    return new Fault(
        rule.map(found -> found.outcome().kind).orElse(Kind.REJECTED),
        code,
        subCode,
        message,
        response.requestId(),
        rule.flatMap(FaultRule::scope)
            .map(scope -> new Ban(scope, length(message), rule.get().untilMidnight())));
  }

  private static String lower(String text) {
    return text.substring(0, Math.min(text.length(), TEXT_MAX)).toLowerCase(Locale.ROOT);
  }

  private static Optional<Duration> length(String message) {
    Matcher matcher = BAN.matcher(message);
    return matcher.find()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1))))
        : Optional.empty();
  }
}
