package dev.holdfast.gateway.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** JSON-RPC 2.0 as far as a gateway needs it: is it JSON, what is its id, how is it refused. */
public final class JsonRpc {

  /** Not JSON (JSON-RPC 2.0, section 5.1). */
  public static final int PARSE_ERROR = -32700;

  /** Not a request (JSON-RPC 2.0, section 5.1). */
  public static final int INVALID_REQUEST = -32600;

  /** Not the parameters of the method (JSON-RPC 2.0, section 5.1). */
  public static final int INVALID_PARAMS = -32602;

  /** The user must visit an address first (MCP 2025-11-25, URL Mode Elicitation). */
  public static final int URL_ELICITATION_REQUIRED = -32042;

  /** A server's own trouble (JSON-RPC 2.0, section 5.1). */
  public static final int SERVER_ERROR = -32000;

  /** No such session, as MCP servers in the field report it. */
  public static final int SESSION_NOT_FOUND = -32001;

  /** Headers and body disagree (MCP 2026-07-28, Error Codes). */
  public static final int HEADER_MISMATCH = -32020;

  /** The client lacks a capability (MCP 2026-07-28, Error Codes). */
  public static final int MISSING_CAPABILITY = -32021;

  /** Not a version of this server's (MCP 2026-07-28, Error Codes). */
  public static final int UNSUPPORTED_VERSION = -32022;

  private static final Set<Integer> MODERN_ERRORS =
      Set.of(HEADER_MISMATCH, MISSING_CAPABILITY, UNSUPPORTED_VERSION);

  private static final int DEEPEST = 100;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonRpc() {}

  /**
   * The message, if the body is JSON of a sane depth: an object, or an array of them in the oldest
   * revisions.
   */
  public static Optional<Message> parse(byte[] body) {
    if (!couldBeUtf8(body)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(body)).filter(JsonNode::isContainerNode).map(Message::new);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  // RFC 8259, section 8.1. The parser would find other encodings out by itself, by a mark at the
  // beginning or by zeros among the first four bytes; servers need not.
  private static boolean couldBeUtf8(byte[] body) {
    for (int i = 0; i < Math.min(body.length, 4); i++) {
      if (body[i] == 0) {
        return false;
      }
    }
    return body.length == 0 || (body[0] & 0xFF) < 0x80;
  }

  /** An error that answers {@code message}; its id is null if the message has none. */
  public static String error(Message message, RpcError error) {
    ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
    JsonNode id = message.id();
    answer.set("id", id.isTextual() || id.isNumber() ? id : JSON.nullNode());
    ObjectNode told =
        answer.putObject("error").put("code", error.code()).put("message", error.text());
    if (!error.data().isMissingNode()) {
      told.set("data", error.data());
    }
    return answer.toString();
  }

  /** A response to {@code message}. */
  public static ObjectNode response(Message message, JsonNode result) {
    ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
    answer.set("id", message.id());
    answer.set("result", result);
    return answer;
  }

  /**
   * Whether an answer is an error that only a modern server gives (MCP, Backward Compatibility).
   */
  public static boolean isModernError(Message answer) {
    return MODERN_ERRORS.contains(answer.json().path("error").path("code").asInt());
  }

  /** An empty object to build a message in. */
  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static JsonNode nothing() {
    return JSON.nullNode();
  }

  static JsonNode missing() {
    return MissingNode.getInstance();
  }

  static JsonNode versions(Iterable<String> supported, String requested) {
    ObjectNode data = JSON.createObjectNode();
    supported.forEach(data.putArray("supported")::add);
    return data.put("requested", requested);
  }
}
