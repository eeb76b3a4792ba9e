package io.orderroutes.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderroutes.lint.rules.NameRules;
import java.lang.constant.Constable;
import java.lang.constant.ConstantDesc;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a native executable must find by name, so that Simple works there as it does on the JVM. */
class NativeClassesTest {
  /** Their methods describe a value to the compiler. */
  private static final Set<Class<?>> OF_THE_COMPILER = Set.of(Constable.class, ConstantDesc.class);

  /**
   * One of each type that a variable holds, made as the service makes it, and what JSON is read as.
   */
  static List<Object> values() {
    return List.of(
        "1100040120015434",
        Boolean.TRUE,
        7,
        7L,
        0.5,
        List.of(),
        List.of("BP1"),
        List.of("BP1", "BP2", "BP3"),
        Stream.of("BP1").toList(),
        new ArrayList<>(List.of("BP1")),
        new LinkedHashMap<>(),
        new HashMap<>());
  }

  @ParameterizedTest
  @MethodSource("values")
  void everyMethodOfAValueIsRegistered(Object value) {
    Set<String> declaring = new TreeSet<>();
    for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
      declaring.add(type.getName());
      interfaces(type, declaring);
    }
    assertThat(NativeClasses.names()).containsAll(declaring);
  }

  private static void interfaces(Class<?> type, Set<String> found) {
    for (Class<?> one : type.getInterfaces()) {
      List<Method> methods = Arrays.asList(one.getDeclaredMethods());
      // Java 21's lists declare again what their new interfaces have
      if (!methods.isEmpty() && !OF_THE_COMPILER.contains(one) && !isSequenced(one)) {
        found.add(one.getName());
      }
      interfaces(one, found);
    }
  }

  private static boolean isSequenced(Class<?> type) {
    return type.getSimpleName().startsWith("Sequenced");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${variable.logisticsIds.size}",
        "${variable.logisticsIds.contains('BP1')}",
        "${variable.logisticsIds[0].length}",
        "${type:java.lang.Integer.MAX_VALUE}"
      })
  void whatLintFindsNothingInIsWhatCamelEvaluates(String expression) throws Exception {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      camel.start();
      Exchange exchange = new DefaultExchange(camel);
      exchange.setVariable("logisticsIds", List.of("BP1", "BP2", "BP3"));
      assertThat(
              camel
                  .resolveLanguage("simple")
                  .createExpression(expression)
                  .evaluate(exchange, String.class))
          .isNotBlank();
    }
  }

  /** Camel's own parser knows each function that the linter takes for one. */
  @Test
  void noFunctionIsUnknownToCamel() throws Exception {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      camel.start();
      Set<String> unknown =
          NameRules.functions().stream()
              .filter(name -> refusal(camel, "${" + name + "}").contains("Unknown function"))
              .filter(name -> refusal(camel, "${" + name + "(a,b)}").contains("Unknown function"))
              .filter(name -> refusal(camel, "${" + name + ":a}").contains("Unknown function"))
              .filter(name -> refusal(camel, "${" + name + ".body}").contains("Unknown function"))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(unknown).isEmpty();
      assertThat(refusal(camel, "${variabel}")).contains("Unknown function");
    }
  }

  private static String refusal(DefaultCamelContext camel, String expression) {
    try {
      camel.resolveLanguage("simple").createExpression(expression).init(camel);
      return "";
    } catch (RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
