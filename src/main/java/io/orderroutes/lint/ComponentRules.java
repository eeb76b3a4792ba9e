package io.orderroutes.lint;

import io.quarkus.runtime.ImageMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A component that a step calls is packaged. */
final class ComponentRules {
  private static final String SERVICES = "META-INF/services/org/apache/camel/component/";
  private static final Pattern SCHEME = Pattern.compile("([a-z][a-z0-9-]*):.*");

  private ComponentRules() {}

  /** A native executable carries no list of its components. */
  static Stream<Problem> of(Bundle bundle) {
    return ImageMode.current() == ImageMode.JVM
        ? bundle
            .parts()
            .flatMap(part -> part.value().everyMember())
            .flatMap(member -> unknown(member).stream())
        : Stream.empty();
  }

  private static Optional<Problem> unknown(Value.Member member) {
    boolean calls = member.is("uri") || member.is("to") || member.is("toD");
    Matcher scheme = SCHEME.matcher(calls ? member.value().text() : "");
    return scheme.matches() && !Packaged.has(SERVICES + scheme.group(1))
        ? Optional.of(
            member
                .value()
                .problem(
                    "the component %s is not packaged: write another one, or build with it in pom.xml",
                    scheme.group(1)))
        : Optional.empty();
  }
}
