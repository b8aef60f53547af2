package dev.holdfast.acceptance.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.acceptance.fixture.RunningSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One environment variable turns a service's whole output into objects. */
final class LogsTest {

  @Test
  void everyLineIsAnObject() throws IOException {
    RunningSystem running = RunningSystem.shared();
    assertThat(running.replica().isAlive()).isTrue();

    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(running.logs().resolve("mcp-gateway-2.log"))) {
      // What the launcher adds when a process has gone.
      if (!line.startsWith("log ended")) {
        lines.add(new ObjectMapper().readTree(line));
      }
    }
    assertThat(lines)
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(line.properties())
                    .extracting(field -> field.getKey())
                    .contains("timestamp", "level", "logger", "message", "service"))
        .anySatisfy(
            line -> {
              assertThat(line.path("message").asText()).isEqualTo("Started");
              assertThat(line.path("service").asText()).isEqualTo("mcp-gateway");
              assertThat(line.path("url").asText()).startsWith("http://");
            });
  }
}
