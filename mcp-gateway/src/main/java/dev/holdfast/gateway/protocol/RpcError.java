package dev.holdfast.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Why a message is refused.
 *
 * @param code of JSON-RPC 2.0 or MCP
 * @param text for people
 * @param data for programs; a missing node if there is none
 */
public record RpcError(int code, String text, JsonNode data) {

  /** An error without data. */
  public static RpcError of(int code, String text) {
    return new RpcError(code, text, JsonRpc.missing());
  }

  /** An error of a modern server that names the versions to try instead. */
  public static RpcError unsupportedVersion(
      String text, Iterable<String> supported, String requested) {
    return new RpcError(JsonRpc.UNSUPPORTED_VERSION, text, JsonRpc.versions(supported, requested));
  }

  /** An error that asks to show the user this one address. */
  public static RpcError urlElicitationRequired(JsonNode elicitation) {
    ObjectNode data = JsonRpc.object();
    data.putArray("elicitations").add(elicitation);
    return new RpcError(
        JsonRpc.URL_ELICITATION_REQUIRED, "The user must visit an address first", data);
  }

  /** An error of a caller who must wait for so many seconds. */
  public static RpcError tooMany(String text, long seconds) {
    return new RpcError(JsonRpc.SERVER_ERROR, text, JsonRpc.object().put("retryAfter", seconds));
  }
}
