package dev.holdfast.gateway.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A thing that a message acts on.
 *
 * @param kind what it is
 * @param thing its name or URI
 */
record Target(Kind kind, String thing) {

  /** Where a message names a thing; the node may be missing, or no text. */
  private record Place(Kind kind, JsonNode name) {}

  /**
   * Whether every server reads the same out of it as is judged here. Its method and its names are
   * texts, where they are there: a lenient server might take {@code ["name"]} for a name. And no
   * key differs from one that is judged in nothing but the case of its letters: some servers do not
   * tell such keys apart.
   */
  static boolean isReadable(JsonNode message) {
    return Stream.concat(
                Stream.of(message.path("method")), places(message).map(place -> place.name()))
            .allMatch(node -> node.isTextual() || node.isMissingNode())
        && isUnmistakable(message);
  }

  private static boolean isUnmistakable(JsonNode message) {
    JsonNode params = message.path("params");
    return Keys.MESSAGE.areUnmistakableIn(message)
        && Keys.PARAMS.areUnmistakableIn(params)
        && Keys.META.areUnmistakableIn(params.path("_meta"))
        && switch (message.path("method").asText()) {
          case "tools/call", "prompts/get" -> Keys.NAMED.areUnmistakableIn(params);
          case "resources/read", "resources/subscribe", "resources/unsubscribe" ->
              Keys.LOCATED.areUnmistakableIn(params);
          case "completion/complete" ->
              Keys.COMPLETED.areUnmistakableIn(params)
                  && Keys.REF.areUnmistakableIn(params.path("ref"));
          case "subscriptions/listen" ->
              Keys.LISTENING.areUnmistakableIn(params)
                  && Keys.NOTIFICATIONS.areUnmistakableIn(params.path("notifications"));
          default -> true;
        };
  }

  /** All of them; none if the message acts on nothing, or lacks a name, which servers refuse. */
  static List<Target> of(JsonNode message) {
    return places(message)
        .filter(place -> place.name().isTextual())
        .map(place -> new Target(place.kind(), place.name().textValue()))
        .toList();
  }

  private static Stream<Place> places(JsonNode message) {
    JsonNode params = message.path("params");
    return switch (message.path("method").asText()) {
      case "tools/call" -> Stream.of(new Place(Kind.TOOL, params.path("name")));
      case "prompts/get" -> Stream.of(new Place(Kind.PROMPT, params.path("name")));
      case "resources/read", "resources/subscribe", "resources/unsubscribe" ->
          Stream.of(new Place(Kind.RESOURCE, params.path("uri")));
      case "completion/complete" -> Stream.of(completed(params.path("ref")));
      case "subscriptions/listen" ->
          StreamSupport.stream(
                  params.path("notifications").path("resourceSubscriptions").spliterator(), false)
              .map(uri -> new Place(Kind.RESOURCE, uri));
      default -> Stream.of();
    };
  }

  private static Place completed(JsonNode ref) {
    return ref.path("type").asText().equals("ref/resource")
        ? new Place(Kind.RESOURCE, ref.path("uri"))
        : new Place(Kind.PROMPT, ref.path("name"));
  }
}
