package dev.holdfast.sample;

import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

/** The two shapes every tool here has: an object schema in, one text out. */
final class Tools {
  private Tools() {}

  /** The SDK checks the arguments against the schema before the handler sees them. */
  static SyncToolSpecification tool(
      String name,
      String description,
      Map<String, Object> properties,
      List<String> required,
      BiFunction<McpSyncServerExchange, CallToolRequest, CallToolResult> handler) {
    Map<String, Object> schema =
        Map.of("type", "object", "properties", properties, "required", required);
    return new SyncToolSpecification(
        Tool.builder(name, schema).description(description).build(), handler);
  }

  /** An argument that the schema requires. */
  static Object argument(CallToolRequest request, String name) {
    return Objects.requireNonNull(request.arguments().get(name), name);
  }

  static CallToolResult text(String text) {
    return CallToolResult.builder(List.of(TextContent.builder(text).build()))
        .isError(false)
        .build();
  }

  static CallToolResult error(String text) {
    return CallToolResult.builder(List.of(TextContent.builder(text).build())).isError(true).build();
  }
}
