package dev.holdfast.gateway.restart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.rewrite.Edit;
import dev.holdfast.gateway.rewrite.Rewriting;
import dev.holdfast.gateway.session.OpenedSession;
import dev.holdfast.gateway.upstream.Answer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What lists clients have seen on this replica, as digests of what the server told: all that it
 * takes to know whether a list is another one after a restart. Bounded; of what is forgotten
 * nothing is known.
 */
@Singleton
final class Listings {

  /** By which methods the lists of each kind are asked for. */
  static final Map<String, List<String>> METHODS =
      Map.of(
          "tools", List.of("tools/list"),
          "prompts", List.of("prompts/list"),
          "resources", List.of("resources/list", "resources/templates/list"));

  // Where each is in the result.
  private static final Map<String, String> PLACES =
      Map.of(
          "tools/list", "tools",
          "prompts/list", "prompts",
          "resources/list", "resources",
          "resources/templates/list", "resourceTemplates");

  private final Cache<Key, Listing> seen;

  private record Key(String session, String method) {}

  Listings(RestartSettings settings) {
    this.seen =
        Caffeine.newBuilder()
            .maximumSize(4L * settings.sessions())
            .expireAfterAccess(settings.idle())
            .build();
  }

  /** Whether the message asks for a list. */
  static boolean isAsked(Message message) {
    return message.method().filter(PLACES::containsKey).isPresent();
  }

  /** The same answer, of which the list is noted as it passes. */
  Answer note(Answer answer, Message message, OpenedSession session) {
    String method = message.method().orElse("");
    Optional<String> cursor =
        Optional.of(message.params().path("cursor"))
            .filter(JsonNode::isTextual)
            .map(JsonNode::textValue);
    Edit note =
        result -> {
          note(new Key(session.fingerprint(), method), cursor, result);
          return false;
        };
    return Rewriting.of(answer, Edit.ofResult(note));
  }

  /** What the client has seen of a list, if it has seen all of it. */
  Optional<Listing> seen(OpenedSession session, String method) {
    return Optional.ofNullable(seen.getIfPresent(new Key(session.fingerprint(), method)))
        .filter(Listing::isWhole);
  }

  /** A list, with a page more of it. */
  static Listing with(Listing listing, String method, JsonNode result) {
    List<JsonNode> things =
        result.path(PLACES.getOrDefault(method, "")) instanceof ArrayNode page
            ? page.valueStream().toList()
            : List.of();
    JsonNode next = result.path("nextCursor");
    return listing.with(
        things, next.isTextual() ? Optional.of(next.textValue()) : Optional.empty());
  }

  private void note(Key key, Optional<String> cursor, ObjectNode result) {
    // Pages that are not asked for in their order are no list that could be compared.
    seen.asMap()
        .compute(
            key,
            (_, known) -> {
              if (cursor.isEmpty()) {
                return with(Listing.NONE, key.method(), result);
              }
              return known != null && known.goesOnAt(cursor.get())
                  ? with(known, key.method(), result)
                  : null;
            });
  }
}
