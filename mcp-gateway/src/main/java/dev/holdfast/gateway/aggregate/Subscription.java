package dev.holdfast.gateway.aggregate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.policy.Kind;
import dev.holdfast.gateway.policy.Policies;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.server.McpServer;
import java.util.Map;
import java.util.TreeMap;

/** What a modern client asks to be told (MCP 2026-07-28, Subscriptions), server by server. */
final class Subscription {

  static final String RESOURCES = "resourceSubscriptions";
  static final String ID = "io.modelcontextprotocol/subscriptionId";

  /** The lists by the names of their filters. */
  static final Map<String, String> LISTS =
      new TreeMap<>(
          Map.of(
              "toolsListChanged", "tools",
              "promptsListChanged", "prompts",
              "resourcesListChanged", "resources"));

  private final Message message;
  private final JsonNode asked;
  private final Exposed exposed;
  private final Policies policies;

  Subscription(Message message, Exposed exposed, Policies policies) {
    this.message = message;
    this.asked = message.params().path("notifications");
    this.exposed = exposed;
    this.policies = policies;
  }

  /** Whether the client wants to know that the list changed. */
  boolean wants(String list) {
    return LISTS.entrySet().stream()
        .anyMatch(one -> one.getValue().equals(list) && asked.path(one.getKey()).asBoolean());
  }

  /** What of it goes to a server; empty if nothing does. */
  ObjectNode partOf(McpServer server) {
    ObjectNode part = JsonRpc.object();
    LISTS.keySet().stream()
        .filter(list -> asked.path(list).asBoolean())
        .forEach(list -> part.put(list, true));
    ArrayNode uris = part.putArray(RESOURCES);
    for (JsonNode uri : asked.path(RESOURCES)) {
      exposed
          .find(Kind.RESOURCE, uri.asText())
          .filter(thing -> thing.server().equals(server))
          .filter(thing -> policies.of(server).allows(Kind.RESOURCE, thing.name()))
          .ifPresent(thing -> uris.add(thing.name()));
    }
    if (uris.isEmpty()) {
      part.remove(RESOURCES);
    }
    return part;
  }

  /** The request for a server. */
  ObjectNode request(McpServer server) {
    ObjectNode request = message.json().deepCopy();
    request.withObject("/params").set("notifications", partOf(server));
    return request;
  }

  /** The message with the mark of this subscription, which every message of its stream has. */
  ObjectNode marked(ObjectNode told) {
    told.withObject("/params").withObject("/_meta").set(ID, message.id());
    return told;
  }
}
