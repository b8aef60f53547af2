package dev.holdfast.gateway.aggregate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.protocol.ProtocolVersion;
import dev.holdfast.gateway.session.InitializeParameters;
import java.util.List;

/** What the aggregate says of itself, and what it asks its servers for in a client's name. */
public final class Handshake {

  private static final String VERSION = "protocolVersion";
  private static final List<String> ANSWERING = List.of("sampling", "elicitation", "roots");
  private static final int LONGEST = 200;

  private Handshake() {}

  /** The result of {@code initialize} (MCP 2025-11-25, Lifecycle). */
  public static ObjectNode initialized(Message initialize) {
    ObjectNode result = JsonRpc.object().put(VERSION, version(initialize));
    capabilities(result);
    return serverInfo(result, "serverInfo");
  }

  /** The result of {@code server/discover} (MCP 2026-07-28, Discovery). */
  public static ObjectNode discovered() {
    ObjectNode result = JsonRpc.object();
    ProtocolVersion.SUPPORTED.forEach(result.putArray("supportedVersions")::add);
    capabilities(result);
    serverInfo(result.putObject("_meta"), "io.modelcontextprotocol/serverInfo");
    return modern(result);
  }

  /** What results of the modern era must tell; these are the caller's own, and soon old. */
  public static ObjectNode modern(ObjectNode result) {
    return result.put("resultType", "complete").put("ttlMs", 0).put("cacheScope", "private");
  }

  /**
   * With what the servers' sessions are opened: what the client can answer, as it says, unless it
   * says too much of it; what else it can do goes by methods that the aggregate does not have.
   */
  public static InitializeParameters parameters(Message initialize) {
    ObjectNode params = JsonRpc.object().put(VERSION, version(initialize));
    ObjectNode capabilities = params.putObject("capabilities");
    JsonNode said = initialize.params().path("capabilities");
    ANSWERING.stream()
        .filter(one -> said.path(one).isObject() && said.path(one).toString().length() < LONGEST)
        .forEach(one -> capabilities.set(one, said.path(one)));
    params
        .putObject("clientInfo")
        .put("name", text(initialize, "name"))
        .put("version", text(initialize, "version"));
    return new InitializeParameters(params.toString());
  }

  private static String version(Message initialize) {
    String wanted = initialize.params().path(VERSION).asText();
    return ProtocolVersion.LEGACY.contains(wanted) ? wanted : ProtocolVersion.LEGACY.getFirst();
  }

  private static void capabilities(ObjectNode result) {
    ObjectNode capabilities = result.putObject("capabilities");
    capabilities.putObject("tools").put("listChanged", true);
    capabilities.putObject("prompts").put("listChanged", true);
    capabilities.putObject("resources").put("subscribe", true).put("listChanged", true);
    capabilities.putObject("completions");
  }

  private static ObjectNode serverInfo(ObjectNode parent, String key) {
    parent.putObject(key).put("name", "holdfast").put("title", "Holdfast").put("version", "1");
    return parent;
  }

  private static String text(Message initialize, String key) {
    String text = initialize.params().path("clientInfo").path(key).asText("unknown");
    return text.substring(0, Math.min(text.length(), 100));
  }
}
