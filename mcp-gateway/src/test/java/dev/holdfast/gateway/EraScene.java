package dev.holdfast.gateway;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * A server of both eras, a legacy and a modern one behind a gateway, and what modern clients say.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class EraScene {

  static final String MODERN = "2026-07-28";
  static final String META =
      "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
  static final String LIST = message("tools/list", META);
  static final String CALL = message("tools/call", "\"name\":\"echo\"," + META);

  final RunningGateway gateway =
      RunningGateway.start(
          Map.of(
              "holdfast.gateway.servers.tools.eras", "both",
              "holdfast.gateway.servers.open.eras", "legacy",
              "holdfast.gateway.servers.keyed.eras", "modern"));

  @AfterAll
  void stop() {
    gateway.close();
  }

  @BeforeEach
  void forget() {
    gateway.upstream.answer(RunningGateway::mcp);
  }

  static String message(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"%s\",\"params\":{%s}}"
        .formatted(method, params);
  }

  final HttpResponse<String> post(String name, Map<String, String> headers, String body)
      throws Exception {
    return post(gateway, name, token(name), headers, body);
  }

  final HttpResponse<String> post(
      RunningGateway at, String name, String token, Map<String, String> headers, String body)
      throws Exception {
    HttpRequest.Builder request = at.request(name, token);
    headers.forEach(request::setHeader);
    return at.send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  final String token(String name) {
    return gateway.token("ann", name).sign();
  }

  static Map<String, String> headers(String method, @Nullable String name) {
    Map<String, String> headers =
        new TreeMap<>(Map.of("MCP-Protocol-Version", MODERN, "Mcp-Method", method));
    if (name != null) {
      headers.put("Mcp-Name", name);
    }
    return headers;
  }
}
