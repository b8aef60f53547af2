package dev.holdfast.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server wrote before it failed, turned into an exception a person can act on. */
final class ServerLog {

  private static final int TAIL = 15;
  private static final Pattern MISSING_LIBRARY =
      Pattern.compile("error while loading shared libraries: (\\S+):");

  private ServerLog() {}

  /** The failure with the end of the log, and the missing library by name if that is the cause. */
  static EmbeddedServerException failure(String what, Path log) {
    List<String> lines = tail(log);
    String text = String.join(System.lineSeparator(), lines);
    Matcher missing = MISSING_LIBRARY.matcher(text);
    if (missing.find()) {
      return new EmbeddedServerException(
          "%s: this machine lacks the library %s. On Debian: apt-get install %s"
              .formatted(what, missing.group(1), debianPackage(missing.group(1))));
    }
    return new EmbeddedServerException("%s. Its last words in %s:%n%s".formatted(what, log, text));
  }

  private static List<String> tail(Path log) {
    try {
      List<String> lines = Files.readString(log, StandardCharsets.ISO_8859_1).lines().toList();
      return lines.subList(Math.max(0, lines.size() - TAIL), lines.size());
    } catch (IOException _) {
      return List.of("(no log)");
    }
  }

  private static String debianPackage(String library) {
    return switch (library) {
      case "libcrypt.so.1" -> "libcrypt1";
      case "libsystemd.so.0" -> "libsystemd0";
      case "libstdc++.so.6" -> "libstdc++6";
      case "libgcc_s.so.1" -> "libgcc-s1";
      default -> "the package that holds it";
    };
  }
}
