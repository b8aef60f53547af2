package dev.holdfast.sample;

import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import java.util.List;
import java.util.Map;

/** {@code echo}: answers the text it was given. */
final class EchoTool {
  private EchoTool() {}

  static SyncToolSpecification specification() {
    return Tools.tool(
        "echo",
        "Answers the text it was given.",
        Map.of("text", Map.of("type", "string")),
        List.of("text"),
        (_, request) -> Tools.text((String) Tools.argument(request, "text")));
  }
}
