package dev.holdfast.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProbeTest {

  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource({"200,0", "503,1", "404,1", "302,1"})
  void onlyOkIsWell(int answered, int status) {
    answering(answered);

    assertThat(probe(server.getAddress().getPort(), "/health/readiness")).isEqualTo(status);
  }

  @Test
  void nobodyThereIsUnwell() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    assertThat(probe(free, "/health/readiness")).isEqualTo(1);
  }

  @Test
  void whoHangsUpIsUnwell() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> hangUp(socket));

      assertThat(probe(socket.getLocalPort(), "/")).isEqualTo(1);
    }
  }

  @Test
  void theEnvironmentNamesAnotherPort() {
    answering(200);
    String port = "" + server.getAddress().getPort();

    assertThat(Probe.run(new String[] {"1", "/health/readiness"}, Map.of("HOLDFAST_PORT", port)))
        .isZero();
  }

  @Test
  void thePortOfHealthAloneCountsMoreThanTheServices() {
    answering(200);
    String port = "" + server.getAddress().getPort();

    assertThat(
            Probe.run(
                new String[] {"1", "/health/readiness"},
                Map.of("HOLDFAST_PORT", "1", "ENDPOINTS_ALL_PORT", port)))
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({"9000,health", "9000,''", "'',/health", "99999,/health", "http,/health"})
  void whatCannotBeAskedIsWrongUsage(String port, String path) {
    assertThat(Probe.run(new String[] {port, path}, Map.of())).isEqualTo(2);
  }

  @Test
  void nothingToAskIsWrongUsage() {
    assertThat(Probe.run(new String[0], Map.of())).isEqualTo(2);
  }

  private void answering(int status) {
    server.createContext(
        "/health/readiness",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
  }

  private static int probe(int port, String path) {
    return Probe.run(new String[] {"" + port, path}, Map.of());
  }

  private static void hangUp(ServerSocket socket) {
    try {
      socket.accept().close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
