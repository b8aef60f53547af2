package dev.holdfast.gateway.aggregate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.policy.Kind;
import dev.holdfast.gateway.policy.Policies;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.rewrite.ServerEvent;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a server tells and asks, in the names that the aggregate has for it. */
@Singleton
final class Translation {

  private static final String TOKEN = "progressToken";

  private final Exposed exposed;
  private final Policies policies;
  private final ReturnAddresses addresses;

  Translation(Exposed exposed, Policies policies, ReturnAddresses addresses) {
    this.exposed = exposed;
    this.policies = policies;
    this.addresses = addresses;
  }

  /** Changes a message for the client; false if the client must not see it. */
  boolean translate(Speaker speaker, ObjectNode json) {
    Message message = new Message(json);
    if (message.isRequest()) {
      json.put("id", addresses.name(speaker, message.id()));
      rename(speaker, message.meta(), TOKEN);
    }
    return switch (message.method().orElse("")) {
      case "notifications/cancelled" -> rename(speaker, message.params(), "requestId");
      case "notifications/resources/updated" -> updated(speaker, message.params());
      case "notifications/message" -> logged(speaker, message.params());
      default -> true;
    };
  }

  /** An event of the answer to one request, which can be resumed if the server lets it. */
  ServerEvent translate(Speaker speaker, ServerEvent event) {
    ServerEvent named =
        event
            .id()
            .map(id -> event.withId(addresses.name(speaker, JsonNodeFactory.instance.textNode(id))))
            .orElse(event);
    String data = event.data();
    // Results pass unread; whatever has a method is not one.
    if (!data.contains("\"method\"")) {
      return named;
    }
    Optional<ObjectNode> told =
        JsonRpc.parse(data.getBytes(StandardCharsets.UTF_8))
            .map(Message::json)
            .filter(ObjectNode.class::isInstance)
            .map(ObjectNode.class::cast)
            .filter(json -> new Message(json).method().isPresent());
    if (told.isEmpty()) {
      return named;
    }
    return translate(speaker, told.get())
        ? named.withData(told.get().toString())
        : named.withData("");
  }

  private boolean rename(Speaker speaker, JsonNode holder, String key) {
    JsonNode id = holder.path(key);
    if (holder instanceof ObjectNode object && (id.isTextual() || id.isNumber())) {
      object.put(key, addresses.name(speaker, id));
    }
    return true;
  }

  private boolean updated(Speaker speaker, JsonNode params) {
    String uri = params.path("uri").asText();
    if (params instanceof ObjectNode object) {
      object.put("uri", exposed.uri(speaker.server(), uri));
    }
    return policies.of(speaker.server()).allows(Kind.RESOURCE, uri);
  }

  private static boolean logged(Speaker speaker, JsonNode params) {
    if (params instanceof ObjectNode object) {
      String name = speaker.server().name();
      String logger = object.path("logger").asText();
      object.put("logger", logger.isEmpty() ? name : name + "/" + logger);
    }
    return true;
  }
}
