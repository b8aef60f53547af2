package dev.holdfast.acceptance.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The JDK's own look into a running process. */
final class Jcmd {

  private Jcmd() {}

  /** Every loaded class. */
  static String classes(long pid) {
    return run(pid, "VM.class_hierarchy");
  }

  private static String run(long pid, String... command) {
    try {
      var builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), "" + pid)
              .redirectErrorStream(true);
      builder.command().addAll(List.of(command));
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(output);
      }
      return output;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
