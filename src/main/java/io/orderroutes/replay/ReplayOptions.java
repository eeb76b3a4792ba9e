package io.orderroutes.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of the command {@code replay}: values by names; a switch has an empty value. */
public record ReplayOptions(Map<String, String> given) {
  public static final String COMMAND = "replay";
  private static final List<String> FILTERS =
      List.of("--reason", "--code", "--api", "--seller", "--from", "--to");
  private static final List<String> SWITCHES = List.of("--all", "--dry-run", "--help");
  private static final String RATE = "--rate";
  private static final int RATE_DEFAULT = 100;
  private static final int RATE_MAX = 100_000;

  public static final String HELP =
      """
      Sends parked records back to the events topic, each event once, unchanged. Every filter narrows the selection:
        --reason=WORD    parked.reason, e.g. retries-exhausted
        --code=CODE      parked.code or parked.sub-code
        --api=NAME       parked.api
        --seller=NAME    the seller's name in the configuration
        --from=INSTANT   parked at this time or later, e.g. 2026-01-02T03:04:05Z
        --to=INSTANT     parked before this time
        --all            all parked records; instead of filters
        --rate=N         at most N per second (100)
        --dry-run        lists what would be sent; sends nothing
      """;

  /** Whether the program's arguments are those of the command. */
  public static boolean asked(String... args) {
    return args.length > 0 && args[0].equals(COMMAND);
  }

  /**
   * Reads the arguments after the command's own name.
   *
   * @throws IllegalArgumentException with one line that names the option and what is known
   */
  public static ReplayOptions of(String... args) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String arg : List.of(args).subList(1, args.length)) {
      String name = arg.split("=", 2)[0];
      String value = arg.substring(Math.min(arg.length(), name.length() + 1));
      check(SWITCHES.contains(name) || takesValue(name), name + " is unknown: write " + known());
      check(
          arg.contains("=") == takesValue(name),
          takesValue(name)
              ? name + " has no value: write " + name + "=…"
              : name + " takes no value");
      check(!takesValue(name) || !value.isBlank(), name + " has an empty value");
      check(given.put(name, value) == null, name + " is given twice");
    }
    ReplayOptions options = new ReplayOptions(given);
    options.rate();
    options.from();
    options.to();
    check(
        options.help()
            || given.keySet().stream()
                .anyMatch(name -> FILTERS.contains(name) || name.equals("--all")),
        "nothing is selected: write --all or a filter of " + FILTERS);
    return options;
  }

  Optional<String> filter(String name) {
    return Optional.ofNullable(given.get("--" + name));
  }

  Optional<Instant> from() {
    return instant("--from");
  }

  Optional<Instant> to() {
    return instant("--to");
  }

  /** Events per second. */
  int rate() {
    String text = given.getOrDefault(RATE, Integer.toString(RATE_DEFAULT));
    boolean well = text.matches("[1-9]\\d{0,5}") && Integer.parseInt(text) <= RATE_MAX;
    check(well, RATE + " is '" + text + "': write a number from 1 to " + RATE_MAX);
    return Integer.parseInt(text);
  }

  boolean dryRun() {
    return given.containsKey("--dry-run");
  }

  public boolean help() {
    return given.containsKey("--help");
  }

  private Optional<Instant> instant(String name) {
    try {
      return Optional.ofNullable(given.get(name)).map(Instant::parse);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          name + " is '" + given.get(name) + "': write a time as 2026-01-02T03:04:05Z");
    }
  }

  private static boolean takesValue(String name) {
    return FILTERS.contains(name) || name.equals(RATE);
  }

  private static String known() {
    return "one of " + FILTERS + ", " + RATE + " or " + SWITCHES;
  }

  private static void check(boolean well, String complaint) {
    if (!well) {
      throw new IllegalArgumentException(complaint);
    }
  }
}
