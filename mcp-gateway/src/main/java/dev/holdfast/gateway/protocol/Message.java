package dev.holdfast.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One JSON-RPC message of a client, or a batch of them in the oldest revisions.
 *
 * @param json as it was read; null, missing or no message at all reads as a message without parts
 */
public record Message(JsonNode json) {

  private static final Map<String, String> TARGETS =
      Map.of("tools/call", "name", "prompts/get", "name", "resources/read", "uri");

  /** The message of a request without a body. */
  public static Message none() {
    return new Message(JsonRpc.nothing());
  }

  /** Whether it wants an answer. */
  public boolean isRequest() {
    return method().isPresent() && json.has("id");
  }

  /** Whether it tells something and wants no answer. */
  public boolean isNotification() {
    return method().isPresent() && !json.has("id");
  }

  /** Whether it answers a request of the server's. */
  public boolean isResponse() {
    return json.isObject() && method().isEmpty() && (json.has("result") || json.has("error"));
  }

  /** Whether it opens a legacy session. */
  public boolean isInitialize() {
    return isNamed("initialize");
  }

  /** Whether that is its method. */
  public boolean isNamed(String name) {
    return method().filter(name::equals).isPresent();
  }

  /** What is asked for or told. */
  public Optional<String> method() {
    return text(json.path("method"));
  }

  /** Its id; a missing node if it has none. */
  public JsonNode id() {
    return json.path("id");
  }

  /** Its parameters; a missing node if it has none. */
  public JsonNode params() {
    return json.path("params");
  }

  /** Its parameters without what belongs to this one request, or is for show only. */
  public JsonNode lastingParams() {
    if (!(params() instanceof ObjectNode params)) {
      return JsonRpc.object();
    }
    ObjectNode kept = params.deepCopy();
    kept.remove("_meta");
    if (kept.path("clientInfo") instanceof ObjectNode client) {
      client.remove(List.of("icons", "description"));
    }
    return kept;
  }

  /** Its {@code _meta}; a missing node if it has none. */
  public JsonNode meta() {
    return params().path("_meta");
  }

  /** Whether its method acts on a named thing: a tool, a prompt or a resource. */
  public boolean hasTarget() {
    return method().filter(TARGETS::containsKey).isPresent();
  }

  /** The tool's or prompt's name, or the resource's URI. */
  public Optional<String> target() {
    return method().map(TARGETS::get).flatMap(field -> text(params().path(field)));
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
  }
}
