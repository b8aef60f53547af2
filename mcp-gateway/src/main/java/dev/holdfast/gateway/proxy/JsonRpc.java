package dev.holdfast.gateway.proxy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;

/** JSON-RPC 2.0 as far as a gateway needs it: is it JSON, what is its id, how is it refused. */
public final class JsonRpc {

  /** Not JSON (JSON-RPC 2.0, section 5.1). */
  public static final int PARSE_ERROR = -32700;

  /** Not a request (JSON-RPC 2.0, section 5.1). */
  public static final int INVALID_REQUEST = -32600;

  /** No such session, as MCP servers in the field report it. */
  public static final int SESSION_NOT_FOUND = -32001;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonRpc() {}

  /** The message, if the body is JSON: an object, or an array of them in the oldest revisions. */
  public static Optional<JsonNode> parse(byte[] body) {
    try {
      return Optional.of(JSON.readTree(body)).filter(JsonNode::isContainerNode);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** An error that answers {@code message}; its id is null if the message has none. */
  public static String error(JsonNode message, int code, String text) {
    ObjectNode error = JSON.createObjectNode().put("jsonrpc", "2.0");
    JsonNode id = message.path("id");
    error.set("id", id.isTextual() || id.isNumber() ? id : JSON.nullNode());
    error.putObject("error").put("code", code).put("message", text);
    return error.toString();
  }

  /** The message of a request without a body. */
  public static JsonNode nothing() {
    return JSON.nullNode();
  }
}
