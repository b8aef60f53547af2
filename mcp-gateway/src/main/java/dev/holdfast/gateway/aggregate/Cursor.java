package dev.holdfast.gateway.aggregate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.server.McpServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page begins at each server that has one, as text for the client to hand back. It
 * holds nothing but the servers' own cursors, so whoever makes one up gains nothing.
 *
 * @param pages by server; null before the first page
 */
record Cursor(@Nullable ObjectNode pages) {

  /** The beginning of all lists. */
  static final Cursor FIRST = new Cursor(null);

  /** Reads what the client handed back; empty if it did not come from here. */
  static Optional<Cursor> of(String text) {
    try {
      return JsonRpc.parse(Base64.getUrlDecoder().decode(text))
          .map(message -> message.json())
          .filter(ObjectNode.class::isInstance)
          .map(pages -> new Cursor((ObjectNode) pages));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether the server has more. */
  boolean includes(McpServer server) {
    return pages == null || pages.path(server.name()).isTextual();
  }

  /** The server's own cursor; empty for its first page. */
  Optional<String> at(McpServer server) {
    return pages == null
        ? Optional.empty()
        : Optional.of(pages.path(server.name()).asText()).filter(_ -> includes(server));
  }

  /** The text for the client; empty if no server has more. */
  static Optional<String> text(List<McpServer> servers, List<String> cursors) {
    ObjectNode pages = JsonRpc.object();
    for (int i = 0; i < servers.size(); i++) {
      pages.put(servers.get(i).name(), cursors.get(i));
    }
    return Optional.of(pages)
        .filter(all -> !all.isEmpty())
        .map(
            all ->
                Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(all.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
