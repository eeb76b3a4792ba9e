package io.orderroutes.mappings;

import com.schibsted.spt.data.jslt.ResourceResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds mapping files: in the operator's directory, else the packaged one of the same name. */
final class MappingFiles implements ResourceResolver {
  private static final String PACKAGED = "routes/mappings/";

  private final Optional<Path> directory;

  MappingFiles(Optional<Path> directory) {
    this.directory = directory;
  }

  boolean has(String name) {
    return own(name).isPresent() || packaged(name).isPresent();
  }

  /** The name of the file for messages. */
  String place(String name) {
    return own(name).map(Path::toString).orElse(PACKAGED + name);
  }

  InputStream open(String name) throws IOException {
    Optional<Path> own = own(name);
    return own.isPresent()
        ? Files.newInputStream(own.get())
        : packaged(name)
            .orElseThrow(() -> new IllegalArgumentException("there is no file " + place(name)))
            .openStream();
  }

  private Optional<Path> own(String name) {
    return directory.map(found -> found.resolve(name)).filter(Files::isRegularFile);
  }

  private static Optional<URL> packaged(String name) {
    ClassLoader classes = Thread.currentThread().getContextClassLoader();
    return Optional.ofNullable(classes.getResource(PACKAGED + name));
  }

  @Override
  public Reader resolve(String name) {
    try {
      return new InputStreamReader(open(name), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalArgumentException(place(name) + " cannot be read", e);
    }
  }
}
