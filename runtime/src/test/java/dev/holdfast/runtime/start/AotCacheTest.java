package dev.holdfast.runtime.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AotCacheTest {

  @TempDir Path directory;

  @Test
  void theLastOfTwoFilesCounts() {
    assertThat(
            AotCache.of(
                List.of("-XX:AOTCache=/image", "-Xmx64m", "-XX:AOTCache=/own"),
                "mixed mode, sharing"))
        .contains(new AotCache("/own", true));
  }

  @Test
  void withoutTheOptionThereIsNone() {
    assertThat(AotCache.of(List.of("-Xmx64m"), "mixed mode, sharing")).isEmpty();
  }

  @Test
  void aJvmThatCannotUseItStartsAllTheSameAndTellsSo() throws IOException, InterruptedException {
    String missing = directory.resolve("none.aot").toString();

    assertThat(said("-XX:AOTCache=" + missing))
        .endsWith("Optional[AotCache[file=" + missing + ", used=false]]");
  }

  private static String said(String option) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                Teller.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.strip();
  }

  /** What the other JVM runs. */
  static final class Teller {

    private Teller() {}

    public static void main(String[] arguments) {
      System.out.println(AotCache.ofThisJvm());
    }
  }
}
