package dev.holdfast.gateway.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.protocol.JsonRpc;

/** How tools without parameters are listed. */
final class Descriptions {

  private Descriptions() {}

  static ObjectNode of(String name, String title, String text, boolean readOnly) {
    ObjectNode tool =
        JsonRpc.object().put("name", name).put("title", title).put("description", text);
    tool.putObject("inputSchema").put("type", "object").put("additionalProperties", false);
    tool.putObject("annotations")
        .put("title", title)
        .put("readOnlyHint", readOnly)
        .put("destructiveHint", !readOnly)
        .put("idempotentHint", true)
        .put("openWorldHint", false);
    return tool;
  }
}
