package io.orderroutes.lint.files;

import io.orderroutes.config.Packaged;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The platforms' APIs as documented, and the names that the service's code provides. */
public record Catalogue(
    Map<String, Api> apis, Set<String> beans, Set<String> variables, Set<String> withoutMethods) {
  private static final int ANY = Integer.MAX_VALUE;
  static final String APIS = "routes/apis.yaml";
  private static final String NAMES = "routes/names.yaml";

  /** An API's parameters, by dotted name. */
  public record Api(String name, Map<String, Param> params) {
    private static Api of(Value.Member member) {
      Map<String, Param> params = new LinkedHashMap<>();
      member.value().at("params").stream()
          .flatMap(all -> all.members().stream())
          .forEach(param -> params.put(param.name().text(), Param.of(param.value())));
      return new Api(member.name().text(), params);
    }

    /** The maximum of orders in one call. */
    public int orders() {
      return params.values().stream()
          .mapToInt(Param::most)
          .filter(most -> most < ANY)
          .max()
          .orElse(1);
    }
  }

  /** Whether a call requires it, whether it is an id written as text, and its maximum of values. */
  public record Param(boolean required, boolean text, int most) {
    private static Param of(Value value) {
      String most = value.textAt("most");
      int unless = value.textAt("type").isEmpty() ? ANY : 1;
      return new Param(
          value.textAt("required").equals("true"),
          value.textAt("type").equals("text"),
          most.matches("\\d{1,6}") ? Integer.parseInt(most) : unless);
    }
  }

  /** The packaged catalogue, with the APIs that the operator's file adds or replaces. */
  static Catalogue with(Optional<Value> own) {
    Map<String, Api> apis = new LinkedHashMap<>();
    List.of(Value.read(APIS, Packaged.text(APIS)), own)
        .forEach(
            file ->
                file.stream()
                    .flatMap(all -> all.members().stream())
                    .forEach(api -> apis.put(api.name().text(), Api.of(api))));
    Value names = Value.read(NAMES, Packaged.text(NAMES)).orElseThrow();
    return new Catalogue(
        apis, list(names, "beans"), list(names, "variables"), list(names, "withoutMethods"));
  }

  private static Set<String> list(Value names, String of) {
    Set<String> found = new TreeSet<>();
    names.at(of).ifPresent(list -> list.items().forEach(name -> found.add(name.text())));
    return found;
  }
}
