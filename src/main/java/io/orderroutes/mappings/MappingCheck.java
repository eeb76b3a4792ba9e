package io.orderroutes.mappings;

import com.schibsted.spt.data.jslt.JsltException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Optional;

/** Compiles the mapping files of a directory, to find mistakes in them. */
public final class MappingCheck {
  private final Path directory;
  private final MappingFiles files;

  public MappingCheck(Path directory) {
    this.directory = directory;
    this.files = new MappingFiles(Optional.of(directory));
  }

  public boolean has(String name) {
    return files.has(name);
  }

  /** The mistake in a file, if there is one. A file that only declares functions is valid. */
  public Optional<JsltException> mistake(Path file, boolean maps) {
    String name = directory.relativize(file).toString().replace('\\', '/');
    try {
      if (maps) {
        Mappings.compiled(files, name, ZoneOffset.UTC, odd -> {});
      } else {
        Mappings.imported(files, name);
      }
      return Optional.empty();
    } catch (JsltException e) {
      return Optional.of(e);
    } catch (IOException | IllegalArgumentException e) {
      return Optional.of(new JsltException(e.getMessage()));
    }
  }
}
