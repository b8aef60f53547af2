package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a modern server would refuse is refused here, as the server's era has it. */
class MalformedModernRequestTest extends EraScene {

  static Stream<Arguments> malformed() {
    String wrongVersion = CALL.replace(MODERN, "1900-01-01");
    String noCapabilities = LIST.replace(",\"io.modelcontextprotocol/clientCapabilities\":{}", "");
    return Stream.of(
        bad("no version header", without("MCP-Protocol-Version"), CALL, -32020),
        bad("other version header", with("MCP-Protocol-Version", "2025-11-25"), CALL, -32020),
        bad("no method header", without("Mcp-Method"), CALL, -32020),
        bad("other method header", with("Mcp-Method", "tools/list"), CALL, -32020),
        bad("method in other case", with("Mcp-Method", "Tools/Call"), CALL, -32020),
        bad("encoded method", with("Mcp-Method", "=?base64?dG9vbHMvY2FsbA==?="), CALL, -32020),
        bad("no name header", without("Mcp-Name"), CALL, -32020),
        bad("other name header", with("Mcp-Name", "delete_all"), CALL, -32020),
        bad("name with broken base64", with("Mcp-Name", "=?base64?%%?="), CALL, -32020),
        bad("name with broken UTF-8", with("Mcp-Name", "=?base64?/w==?="), CALL, -32020),
        bad(
            "name without a body value",
            with("Mcp-Name", "echo"),
            message("tools/call", META),
            -32020),
        bad(
            "no URI header",
            headers("resources/read", null),
            message("resources/read", "\"uri\":\"a:b\"," + META),
            -32020),
        bad(
            "other URI header",
            headers("resources/read", "a:c"),
            message("resources/read", "\"uri\":\"a:b\"," + META),
            -32020),
        bad(
            "other prompt header",
            headers("prompts/get", "x"),
            message("prompts/get", "\"name\":\"y\"," + META),
            -32020),
        bad("unknown version", with("MCP-Protocol-Version", "1900-01-01"), wrongVersion, -32022),
        bad(
            "no _meta",
            with("Mcp-Name", "echo"),
            message("tools/call", "\"name\":\"echo\""),
            -32602),
        bad("no capabilities", headers("tools/list", null), noCapabilities, -32602),
        bad(
            "capabilities no object",
            headers("tools/list", null),
            LIST.replace("clientCapabilities\":{}", "clientCapabilities\":7"),
            -32602),
        bad("no id", headers("tools/list", null), LIST.replace("\"id\":5", "\"id\":null"), -32600),
        bad(
            "broken id",
            headers("tools/list", null),
            LIST.replace("\"id\":5", "\"id\":1.5"),
            -32600),
        bad(
            "a response",
            with("Mcp-Method", "x"),
            "{\"jsonrpc\":\"2.0\",\"id\":5,\"result\":{}}",
            -32600),
        bad("a batch", with("Mcp-Method", "x"), "[" + LIST + "]", -32600),
        bad("no JSON", headers("tools/list", null), "{\"id\":5,", -32700),
        bad("JSON twice", headers("tools/list", null), LIST + LIST, -32700),
        bad(
            "a key twice",
            headers("tools/list", null),
            LIST.replace("{\"j", "{\"id\":5,\"j"),
            -32700),
        bad(
            "too deep",
            headers("tools/list", null),
            message("tools/list", "\"a\":" + "[".repeat(200) + "]".repeat(200) + "," + META),
            -32700));
  }

  @ParameterizedTest
  @MethodSource
  void malformed(Map<String, String> headers, String body, int code) throws Exception {
    HttpResponse<String> answer = post("tools", headers, body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body()).contains("\"code\":" + code + ",");
    if (body.startsWith("{") && body.contains("\"id\":5,") && code != -32700) {
      assertThat(answer.body()).contains("\"id\":5,");
    }
    if (code == -32022) {
      assertThat(answer.body())
          .contains("\"supported\":[\"2026-07-28\"]")
          .contains("\"requested\":\"1900-01-01\"");
    }
    assertThat(gateway.upstream.seen()).isEmpty();
  }

  /** A client of both eras would not fall back after an error of the modern ones. */
  @ParameterizedTest
  @MethodSource("malformed")
  void legacyServerSeesNoModernTrafficAndItsClientNoModernError(
      Map<String, String> headers, String body, int ignored) throws Exception {
    HttpResponse<String> answer = post("open", headers, body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain("-3202").containsAnyOf("-32600", "-32700");
    assertThat(ignored).isNegative();
    assertThat(gateway.upstream.seen()).isEmpty();
  }

  private static Arguments bad(String name, Map<String, String> headers, String body, int code) {
    return argumentSet(name, headers, body, code);
  }

  private static Map<String, String> with(String header, String value) {
    Map<String, String> headers = headers("tools/call", "echo");
    headers.put(header, value);
    return headers;
  }

  private static Map<String, String> without(String header) {
    Map<String, String> headers = headers("tools/call", "echo");
    headers.remove(header);
    return headers;
  }
}
