package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator sees of a gateway that cannot start, in a process of its own. */
class BadStartTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HOLDFAST_GATEWAY_STREAM_KEEP_ALIVE | fast | holdfast.gateway.stream.keep-alive"
            + " (HOLDFAST_GATEWAY_STREAM_KEEP_ALIVE) is not a time",
        "HOLDFAST_GATEWAY_BREAKER_WINDOW | 0 | holdfast.gateway.breaker.window"
            + " (HOLDFAST_GATEWAY_BREAKER_WINDOW) must be greater than 0",
        "HOLDFAST_GATEWAY_SERVERS_A_ALLOW_TOOL | x | HOLDFAST_GATEWAY_SERVERS_A_ALLOW_TOOL is no"
            + " setting: HOLDFAST_GATEWAY_SERVERS_<name>_ALLOW_TOOLS?",
        "HOLDFAST_SERVICE_CLIENT_SECRET | '' | holdfast.service.client-secret"
            + " (HOLDFAST_SERVICE_CLIENT_SECRET) is not set",
        "HOLDFAST_GATEWAY_SERVERS_A_URL | http://ann:hunter2@a.example/ |"
            + " holdfast.gateway.servers.a.url (HOLDFAST_GATEWAY_SERVERS_A_URL) holds a user",
        "HOLDFAST_SERVICE_CLIENT_SECRET_FILE | /no/such/file | HOLDFAST_SERVICE_CLIENT_SECRET and"
            + " HOLDFAST_SERVICE_CLIENT_SECRET_FILE are both set",
        "KAFKA_BOOTSTRAP_SERVERS | nowhere | kafka.bootstrap.servers (KAFKA_BOOTSTRAP_SERVERS):"
      })
  void oneLineTellsTheSettingAndTheReason(String variable, String value, String reason)
      throws IOException, InterruptedException {
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            Application.class.getName());
    Map<String, String> environment = command.environment();
    environment.put("HOLDFAST_PORT", "0");
    environment.put("HOLDFAST_GATEWAY_SESSION_KEYSET", directory.resolve("keys.json").toString());
    environment.put("HOLDFAST_GATEWAY_SESSION_CREATE_KEYSET", "true");
    environment.put("HOLDFAST_SERVICE_CLIENT_SECRET", "hunter2");
    environment.put(variable, value);
    Process process = command.redirectErrorStream(true).start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(printed).isOne();
    assertThat(printed.lines().toList().getLast())
        .contains("Cannot start: " + reason)
        .doesNotContain("hunter2");
    assertThat(printed).doesNotContain("hunter2").doesNotContain("\tat ");
  }
}
