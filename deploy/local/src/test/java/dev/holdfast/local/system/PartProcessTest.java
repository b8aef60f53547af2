package dev.holdfast.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PartProcessTest {

  @TempDir private Path state = Path.of("");

  @Test
  void partThatEndsIsReportedWithItsLastWords() {
    Part broken =
        new Part("broken", "deploy/embedded", "no.such.Main", 32, Map.of(), Map.of(), null);
    List<String> log = new CopyOnWriteArrayList<>();
    PartProcess process =
        PartProcess.start(
            broken, repository(), state, ClassArchives.none(), (_, line) -> log.add(line));
    assertThatThrownBy(process::awaitReady)
        .isInstanceOf(PartFailedException.class)
        .hasMessageContaining("broken ended with status 1")
        .hasMessageContaining("no.such.Main");
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void missingJarSaysWhatToDo() {
    Part unbuilt = new Part("unbuilt", "docs", null, 32, Map.of(), Map.of(), null);
    assertThatThrownBy(
            () ->
                PartProcess.start(unbuilt, repository(), state, ClassArchives.none(), (_, _) -> {}))
        .isInstanceOf(PartFailedException.class)
        .hasMessageContaining("build first");
  }

  private static Path repository() {
    return Path.of("../..").toAbsolutePath().normalize();
  }
}
