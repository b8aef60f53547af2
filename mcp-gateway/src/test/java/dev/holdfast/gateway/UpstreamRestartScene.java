package dev.holdfast.gateway;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** A server that loses its sessions, behind a gateway that hides it. */
@Timeout(90)
@TestInstance(Lifecycle.PER_CLASS)
abstract class UpstreamRestartScene {

  private static final String VERSION = "2025-06-18";
  static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
      "capabilities":{"roots":{"listChanged":true}},"clientInfo":{"name":"ann's","version":"3"}}}""";
  static final String CALL =
      """
      {"jsonrpc":"2.0", "id":7, "method":"tools/call","params":{"name":"echo"}}""";

  final RunningGateway gateway =
      RunningGateway.start(
          Map.of(
              "holdfast.gateway.servers.other.hide-restarts", "false",
              "holdfast.gateway.restart.patience", "5s"));

  ForgetfulServer server = new ForgetfulServer();

  @AfterAll
  void stop() {
    gateway.close();
  }

  @BeforeEach
  void begin() {
    server = new ForgetfulServer();
    gateway.upstream.answer(server);
  }

  final HttpResponse<String> call(String session, String message) throws Exception {
    return gateway.send(inSession(gateway.request("tools", token()), session, message));
  }

  final HttpRequest.Builder inSession(HttpRequest.Builder request, String session, String message) {
    return request
        .header("Mcp-Session-Id", session)
        .header("MCP-Protocol-Version", VERSION)
        .POST(HttpRequest.BodyPublishers.ofString(message));
  }

  final String open() throws Exception {
    return open(gateway, token());
  }

  final String open(RunningGateway at, String token) throws Exception {
    return at.post("tools", token, null, INITIALIZE)
        .headers()
        .firstValue("Mcp-Session-Id")
        .orElseThrow();
  }

  final String token() {
    return gateway.token("ann", "tools").sign();
  }
}
