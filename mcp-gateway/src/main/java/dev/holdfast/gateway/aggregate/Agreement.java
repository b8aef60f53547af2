package dev.holdfast.gateway.aggregate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.server.McpServer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What several servers together will tell: known when all have said so, or are not waited for any
 * longer. Nothing is told before that (MCP 2026-07-28, Subscriptions: the acknowledgment is first).
 * Used by one stream.
 */
final class Agreement {

  // Nobody has so much to tell while others are waited for.
  private static final int MOST = 64;

  private static final String UPDATED = "notifications/resources/updated";

  private final Subscription subscription;
  private final Exposed exposed;
  private final Set<McpServer> awaited;
  private final Set<String> lists = new TreeSet<>();
  private final Set<String> uris = new TreeSet<>();
  private final List<Told> early = new ArrayList<>();
  private boolean told;

  Agreement(Subscription subscription, Exposed exposed, Collection<McpServer> servers) {
    this.subscription = subscription;
    this.exposed = exposed;
    this.awaited = new HashSet<>(servers);
  }

  /** What the client is told by now. */
  List<Told> after(Told one) {
    List<Told> now =
        switch (one) {
          case Told.Agreed(McpServer server, JsonNode notifications) -> {
            List<Told> missed =
                told && !awaited.contains(server) ? missed(notifications) : List.of();
            agreed(server, notifications);
            yield missed;
          }
          case Told.Silent(McpServer server, boolean forGood) -> {
            // Who is away is asked again, so what it was asked for holds.
            if (!forGood && awaited.contains(server)) {
              agreed(server, subscription.partOf(server));
            }
            awaited.remove(server);
            yield List.of();
          }
          case Told.Late() -> {
            awaited.forEach(server -> add(server, subscription.partOf(server)));
            awaited.clear();
            yield List.of();
          }
          // MCP 2026-07-28, Subscriptions: nothing that was not asked for.
          case Told.Passed(ObjectNode message) ->
              message.path("method").asText().equals(UPDATED) ? List.of(one) : List.of();
          case Told.Changed(String list) -> subscription.wants(list) ? List.of(one) : List.of();
        };
    early.addAll(now);
    return flushed();
  }

  private List<Told> flushed() {
    if (!told && !awaited.isEmpty() && early.size() < MOST) {
      return List.of();
    }
    List<Told> all = new ArrayList<>();
    if (!told) {
      told = true;
      all.add(new Told.Passed(acknowledgment()));
    }
    all.addAll(early);
    early.clear();
    return all;
  }

  private void agreed(McpServer server, JsonNode notifications) {
    add(server, notifications);
    awaited.remove(server);
  }

  private void add(McpServer server, JsonNode notifications) {
    Subscription.LISTS.keySet().stream()
        .filter(list -> notifications.path(list).asBoolean())
        .forEach(lists::add);
    notifications
        .path(Subscription.RESOURCES)
        .forEach(uri -> uris.add(exposed.uri(server, uri.asText())));
  }

  // A server that comes back may have changed while nobody heard it.
  private static List<Told> missed(JsonNode notifications) {
    return Subscription.LISTS.entrySet().stream()
        .filter(list -> notifications.path(list.getKey()).asBoolean())
        .<Told>map(list -> new Told.Changed(list.getValue()))
        .toList();
  }

  private ObjectNode acknowledgment() {
    ObjectNode message =
        JsonRpc.object()
            .put("jsonrpc", "2.0")
            .put("method", "notifications/subscriptions/acknowledged");
    ObjectNode notifications = message.putObject("params").putObject("notifications");
    lists.forEach(list -> notifications.put(list, true));
    if (!uris.isEmpty()) {
      uris.forEach(notifications.putArray(Subscription.RESOURCES)::add);
    }
    return subscription.marked(message);
  }
}
