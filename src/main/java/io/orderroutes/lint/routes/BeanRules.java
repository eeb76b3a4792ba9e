package io.orderroutes.lint.routes;

import io.orderroutes.config.Nearest;
import io.orderroutes.lint.files.Bundle;
import io.orderroutes.lint.files.Part.Kind;
import io.orderroutes.lint.files.Problem;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A bean that is named exists. */
public final class BeanRules {
  /** Members whose value is a bean's name. */
  private static final Set<String> NAMING =
      Set.of(
          "ref",
          "onExceptionOccurredRef",
          "onRedeliveryRef",
          "onPrepareFailureRef",
          "idempotentRepository");

  private static final Pattern NAME = Pattern.compile("#(?:bean:)?([A-Za-z_][\\w.-]*)");

  private BeanRules() {}

  public static Stream<Problem> of(Bundle bundle) {
    Set<String> known = new TreeSet<>(bundle.catalogue().beans());
    known.addAll(bundle.ids(Kind.BEAN));
    Stream<Problem> inYaml =
        Stream.concat(
                bundle.parts(), bundle.running().filter(one -> one.value().standsAt().isPresent()))
            .flatMap(part -> part.value().everyMember())
            .flatMap(
                member ->
                    named(member.value().text(), NAMING.contains(member.name().text()))
                        .filter(name -> !known.contains(name))
                        .map(name -> member.value().problem("%s", text(name, known)))
                        .stream());
    Stream<Problem> inProperties =
        bundle.properties().stream()
            .filter(property -> property.key().startsWith("camel."))
            .flatMap(
                property ->
                    named(property.value(), false)
                        .filter(name -> !known.contains(name))
                        .map(name -> property.problem("%s", text(name, known)))
                        .stream());
    return Stream.concat(inYaml, inProperties);
  }

  private static Optional<String> named(String text, boolean naming) {
    Matcher name = NAME.matcher(text);
    if (name.matches()) {
      return Optional.of(name.group(1));
    }
    boolean plain = naming && !text.isEmpty() && !text.matches(".*[#:{].*");
    return plain ? Optional.of(text) : Optional.empty();
  }

  private static String text(String name, Set<String> known) {
    return "there is no bean "
        + name
        + ": "
        + Nearest.remedy(name, known, "declare it under beans:");
  }
}
