package dev.holdfast.gateway.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A thing that a message acts on.
 *
 * @param kind what it is
 * @param thing its name or URI
 */
record Target(Kind kind, String thing) {

  /** All of them; none if the message acts on nothing, or is malformed, which servers refuse. */
  static List<Target> of(JsonNode message) {
    JsonNode params = message.path("params");
    return switch (message.path("method").asText()) {
      case "tools/call" -> one(Kind.TOOL, params.path("name"));
      case "prompts/get" -> one(Kind.PROMPT, params.path("name"));
      case "resources/read", "resources/subscribe", "resources/unsubscribe" ->
          one(Kind.RESOURCE, params.path("uri"));
      case "completion/complete" -> completed(params.path("ref"));
      case "subscriptions/listen" ->
          StreamSupport.stream(
                  params.path("notifications").path("resourceSubscriptions").spliterator(), false)
              .flatMap(uri -> one(Kind.RESOURCE, uri).stream())
              .toList();
      default -> List.of();
    };
  }

  private static List<Target> completed(JsonNode ref) {
    return ref.path("type").asText().equals("ref/resource")
        ? one(Kind.RESOURCE, ref.path("uri"))
        : one(Kind.PROMPT, ref.path("name"));
  }

  private static List<Target> one(Kind kind, JsonNode name) {
    return name.isTextual() ? List.of(new Target(kind, name.textValue())) : List.of();
  }
}
