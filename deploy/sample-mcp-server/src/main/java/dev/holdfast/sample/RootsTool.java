package dev.holdfast.sample;

import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Root;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code roots}: asks the client for its roots, on the call's own stream, and answers their URIs.
 */
final class RootsTool {
  private RootsTool() {}

  static SyncToolSpecification specification() {
    return Tools.tool(
        "roots",
        "Asks the client for its roots and answers their URIs.",
        Map.of(),
        List.of(),
        (exchange, _) -> roots(exchange));
  }

  private static CallToolResult roots(McpSyncServerExchange exchange) {
    if (exchange.getClientCapabilities().roots() == null) {
      return Tools.error("The client has no roots");
    }
    return Tools.text(
        exchange.listRoots().roots().stream().map(Root::uri).collect(Collectors.joining("\n")));
  }
}
