package dev.holdfast.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own, as only that has an environment of its own. */
class SettingsConfigurerTest {

  @TempDir private Path directory;

  @Test
  void everyContextOfAProcessHasSettingsFromFiles() throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("setting"), "from a file\n");
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Printer.class.getName());
    command.environment().put("HOLDFAST_AUTHSERVER_ISSUER_FILE", file.toString());
    Process process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).isZero();
    // Behind what the logger has to say.
    assertThat(printed).endsWith("from a file, without one that is the file's: true");
  }

  /** What the process does. */
  public static final class Printer {

    private Printer() {}

    /** Prints a property, and whether the variable that names the file is none. */
    public static void main(String[] arguments) {
      try (ApplicationContext context = ApplicationContext.run()) {
        System.out.println(
            context.getProperty("holdfast.authserver.issuer", String.class).orElse("nothing")
                + ", without one that is the file's: "
                + context.getProperty("holdfast.authserver.issuer.file", String.class).isEmpty());
      }
    }
  }
}
