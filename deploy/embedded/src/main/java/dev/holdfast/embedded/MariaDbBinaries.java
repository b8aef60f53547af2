package dev.holdfast.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The MariaDB server, unpacked from the class path once per machine.
 *
 * <p>The directory holds {@code bin}, {@code libs}, {@code share} and {@code pristine}: a data
 * directory with system tables and nothing else, copied wherever a new database starts.
 */
record MariaDbBinaries(Path directory, MariaDbPlatform platform) {

  static final String VERSION = "11.4.5";

  /** Uses the binaries in {@code directory}, unpacking them (some 365 MB) if they are not there. */
  static MariaDbBinaries in(Path directory) {
    var binaries =
        new MariaDbBinaries(directory.toAbsolutePath().normalize(), MariaDbPlatform.current());
    Directories.createWhole(binaries.directory, binaries::unpack);
    Directories.createWhole(binaries.pristine(), new SystemTables(binaries)::create);
    return binaries;
  }

  /** Where binaries go unless told otherwise: the user's cache, shared by all runs. */
  static Path defaultDirectory() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path root =
        cache == null || cache.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return root.resolve("holdfast").resolve("mariadb-" + VERSION);
  }

  Path server() {
    return directory.resolve("bin").resolve("mariadbd");
  }

  Path pristine() {
    return directory.resolve("pristine");
  }

  Path scripts() {
    return directory.resolve(platform.scripts());
  }

  /**
   * A server command on this data directory, quiet about every configuration file of the machine.
   */
  ProcessBuilder command(Path dataDirectory, List<String> options) {
    var command = new ProcessBuilder(server().toString(), "--no-defaults");
    command.command().add("--datadir=" + dataDirectory);
    command.command().add("--basedir=" + directory);
    if (System.getProperty("user.name").equals("root")) {
      command.command().add("--user=root");
    }
    command.command().addAll(options);
    Map<String, String> environment = command.environment();
    environment.put(platform.libraryPath(), directory.resolve("libs").toString());
    return command.redirectErrorStream(true);
  }

  private void unpack(Path target) {
    URL server = getClass().getClassLoader().getResource(platform.resources() + "bin/mariadbd");
    if (server == null) {
      throw new EmbeddedServerException("The class path has no MariaDB binaries for " + platform);
    }
    try {
      // Not the shared JarFile of the class loader, which must stay open.
      URL jar = ((JarURLConnection) server.openConnection()).getJarFileURL();
      try (var file = new JarFile(Path.of(jar.toURI()).toFile())) {
        for (JarEntry entry : file.stream().filter(this::isOurs).toList()) {
          unpack(file, entry, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new EmbeddedServerException("Unreadable class path entry", e);
    }
  }

  private boolean isOurs(JarEntry entry) {
    return !entry.isDirectory() && entry.getName().startsWith(platform.resources());
  }

  private void unpack(JarFile jar, JarEntry entry, Path target) throws IOException {
    String name = entry.getName().substring(platform.resources().length());
    Path file = target.resolve(name).normalize();
    if (!file.startsWith(target)) {
      throw new EmbeddedServerException("Entry outside its directory: " + entry.getName());
    }
    Files.createDirectories(file.getParent());
    try (InputStream in = jar.getInputStream(entry)) {
      Files.copy(in, file);
    }
    if (name.startsWith("bin/") && !file.toFile().setExecutable(true)) {
      throw new EmbeddedServerException("Cannot be made executable: " + file);
    }
  }
}
