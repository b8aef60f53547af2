package dev.holdfast.gateway.session.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SessionKeysCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path directory;

  @Test
  void keysAreAddedPromotedAndRemoved() throws Exception {
    Path file = directory.resolve("keys.json");
    String name = file.toString();
    run(0, "new-file", name);

    String old = run(0, "list", name).strip().replace(" primary", "");
    String added = run(0, "add", name).strip().replace("added ", "");
    assertThat(run(0, "list", name)).isEqualToIgnoringNewLines(old + " primary\n" + added + "\n");
    run(1, "remove", name, old);
    assertThat(err.toString()).contains("promote another one first");
    run(0, "promote", name, added);
    run(0, "remove", name, old);
    assertThat(run(0, "list", name)).isEqualToIgnoringNewLines(added + " primary\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void wrongUseIsToldApartFromTrouble() {
    run(1, "list", directory.resolve("absent").toString());
    run(2, "promote", "file", "seven");
    String name = directory.resolve("keys.json").toString();
    run(0, "new-file", name);
    run(1, "new-file", name);
    assertThat(err.toString()).contains("exists");
    run(1, "promote", name, "7");
    assertThat(err.toString()).contains("there is no key 7");
  }

  private String run(int status, String... arguments) {
    out.getBuffer().setLength(0);
    CommandLine command = SessionKeysCommand.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    assertThat(command.execute(arguments)).as(err.toString()).isEqualTo(status);
    return out.toString();
  }
}
