package dev.holdfast.local.system;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where parts leave the classes that they loaded, so that they start in half the time next time
 * (class data sharing). A JVM whose part has no archive yet, or one of other jars, writes it when
 * it ends in good order.
 *
 * @param directory shared by runs that follow each other; empty if parts leave nothing
 */
public record ClassArchives(Optional<Path> directory) {

  /** Parts leave nothing. */
  public static ClassArchives none() {
    return new ClassArchives(Optional.empty());
  }

  /** In a directory, which must be there. No two systems may run on it at the same time. */
  public static ClassArchives in(Path directory) {
    return new ClassArchives(Optional.of(directory));
  }

  /** What to tell the JVM of a part. */
  List<String> options(Part part) {
    return directory
        .map(
            archives ->
                List.of(
                    "-XX:+AutoCreateSharedArchive",
                    "-XX:SharedArchiveFile=" + archives.resolve(part.name() + ".jsa")))
        .orElse(List.of());
  }
}
