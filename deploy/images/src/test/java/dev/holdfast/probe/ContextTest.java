package dev.holdfast.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an engine is given to build images from. */
final class ContextTest {

  private static final Path REPOSITORY = Path.of("../..");

  @Test
  void mavenFindsEveryModuleThere() throws IOException {
    List<String> modules =
        Pattern.compile("<module>(.+)</module>")
            .matcher(Files.readString(REPOSITORY.resolve("pom.xml")))
            .results()
            .map((MatchResult module) -> module.group(1))
            .toList();
    List<String> left = Files.readAllLines(REPOSITORY.resolve(".dockerignore"));

    assertThat(modules)
        .isNotEmpty()
        .allSatisfy(
            module ->
                assertThat(left)
                    .doesNotContainAnyElementsOf(
                        Stream.iterate(Path.of(module), path -> path != null, Path::getParent)
                            .map(Path::toString)
                            .toList()));
  }
}
