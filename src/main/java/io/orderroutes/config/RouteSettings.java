package io.orderroutes.config;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Adds the files in {@code orders.routes.dir} to those that Camel loads. An operator's routes come
 * last and replace packaged routes of the same ids; an operator's Kamelets are found first. While
 * the operator's page is on, the route {@code replay} is loaded too.
 */
public final class RouteSettings implements ConfigSourceInterceptor {
  private static final String DIR = "orders.routes.dir";
  private static final String ROUTES = "camel.main.routes-include-pattern";
  private static final String PAGE = "orders.page.enabled";
  private static final String REPLAY = "classpath:routes/replay.camel.yaml";

  /** The texts that SmallRye Config reads as true. */
  private static final Pattern YES = Pattern.compile("(?i)true|1|yes|y|on");

  private static final String KAMELETS = "camel.component.kamelet.location";

  @Override
  public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
    ConfigValue value = context.proceed(name);
    if (value == null || !name.equals(ROUTES) && !name.equals(KAMELETS)) {
      return value;
    }
    if (name.equals(ROUTES) && hasPage(context)) {
      value = value.withValue(value.getValue() + "," + REPLAY);
    }
    ConfigValue dir = context.restart(DIR);
    if (dir == null || dir.getValue() == null || !Files.isDirectory(Path.of(dir.getValue()))) {
      return value;
    }
    Path directory = Path.of(dir.getValue()).toAbsolutePath().normalize();
    return value.withValue(
        name.equals(KAMELETS)
            ? kamelets(files(directory, ".kamelet.yaml"), value.getValue())
            : routes(files(directory, ".camel.yaml"), value.getValue()));
  }

  private static boolean hasPage(ConfigSourceInterceptorContext context) {
    ConfigValue enabled = context.restart(PAGE);
    return enabled != null && YES.matcher(String.valueOf(enabled.getValue())).matches();
  }

  /**
   * Hides properties of route templates where templates are not loaded, as in the command replay.
   */
  @Override
  public Iterator<String> iterateNames(ConfigSourceInterceptorContext context) {
    ConfigValue routes = context.proceed(ROUTES);
    boolean templates = routes == null || routes.getValue().contains("templates");
    Iterable<String> names = context::iterateNames;
    return templates
        ? names.iterator()
        : StreamSupport.stream(names.spliterator(), false)
            .filter(name -> !name.startsWith("camel.route-template["))
            .iterator();
  }

  private static String kamelets(List<Path> own, String packaged) {
    Stream<String> directories = own.stream().map(file -> "file:" + file.getParent()).distinct();
    return Stream.concat(directories, Stream.of(packaged)).collect(joining(","));
  }

  /** The packaged files without replaced ones; a route's file has the name of its id. */
  private static String routes(List<Path> own, String packaged) {
    Set<String> replaced = own.stream().flatMap(RouteSettings::ids).collect(toSet());
    Stream<String> kept =
        Stream.of(packaged.split(","))
            .filter(file -> !replaced.contains(file.replaceAll(".*/|\\..*", "")));
    return Stream.concat(kept, own.stream().map(file -> "file:" + file)).collect(joining(","));
  }

  private static List<Path> files(Path directory, String suffix) {
    try {
      return new OperatorFiles(directory).ending(suffix);
    } catch (IOException e) {
      throw new ConfigurationError(DIR, "cannot be read", "make " + directory + " readable");
    }
  }

  /** The ids in a file; empty for a file that is not a list of routes, which Camel refuses. */
  private static Stream<String> ids(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      Object yaml = new Load(LoadSettings.builder().build()).loadFromReader(reader);
      return ((List<?>) yaml)
          .stream()
              .flatMap(entry -> ((Map<?, ?>) entry).values().stream())
              .map(definition -> ((Map<?, ?>) definition).get("id"))
              .map(String::valueOf);
    } catch (IOException | YamlEngineException | ClassCastException e) {
      return Stream.empty();
    }
  }
}
