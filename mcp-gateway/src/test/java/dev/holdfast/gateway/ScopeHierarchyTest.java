package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A broader scope is as good as the ones it includes, and no better. */
class ScopeHierarchyTest {

  private static final RunningGateway gateway =
      RunningGateway.start(
          Map.of(
              "holdfast.gateway.scope-hierarchy", "root=mcp:admin,mcp:admin=mcp other tools:write",
              "holdfast.gateway.servers.tools.tools.write.scopes", "tools:write"));

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource({
    "other, mcp:admin, 200",
    "other, root, 200",
    "other, mcp other, 200",
    "other, mcp, 403",
    "other, tools:write, 403",
    "other, mcp:adm, 403",
    "other, MCP:ADMIN, 403",
  })
  void serversScopesAreIncluded(String server, String scope, int status) throws Exception {
    String token = gateway.token("ann", server).with("scope", scope).sign();

    assertThat(gateway.post(server, token, null, RunningGateway.LIST).statusCode())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"root, 200", "mcp tools:write, 200", "mcp, 403"})
  void toolsScopesAreIncluded(String scope, int status) throws Exception {
    String token = gateway.token("ann", "tools").with("scope", scope).sign();
    String call =
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\"write\"}}";

    var answer = gateway.post("tools", token, null, call);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("scope=\"mcp tools:write\""))
        .contains("scope=\"mcp tools:write\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin", "admin=", "=read", "a b=c", "a=b=c"})
  void unreadableHierarchyStopsTheStart(String entry) {
    assertThatThrownBy(
            () -> RunningGateway.start(Map.of("holdfast.gateway.scope-hierarchy", entry)))
        .rootCause()
        .hasMessageContaining("holdfast.gateway.scope-hierarchy");
  }

  @Test
  void offlineAccessIsNoScopeOfAServer() {
    assertThatThrownBy(
            () ->
                RunningGateway.start(
                    Map.of("holdfast.gateway.servers.tools.scopes", "mcp offline_access")))
        .rootCause()
        .hasMessageContaining("offline_access");
  }

  @Test
  void scopesThatIncludeEachOtherAreEqual() throws Exception {
    try (RunningGateway circular =
        RunningGateway.start(Map.of("holdfast.gateway.scope-hierarchy", "mcp=all,all=mcp"))) {
      String token = circular.token("ann", "tools").with("scope", "all").sign();

      assertThat(circular.post("tools", token, null, RunningGateway.LIST).statusCode())
          .isEqualTo(200);
    }
  }
}
