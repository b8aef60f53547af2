package dev.holdfast.gateway.aggregate;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.server.Servers;
import dev.holdfast.gateway.session.SealedSessions;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * What servers call by an id, clients call by {@code server:address:id}: two servers may use the
 * same id, and what a client says of it must come to the one that used it, in the session in which
 * it did, from any replica. The address is that session, sealed.
 */
@Singleton
public final class ReturnAddresses {

  private static final int PARTS = 3;
  private static final Duration IDLE = Duration.ofHours(1);

  private final Servers servers;
  private final SealedSessions sessions;
  // So that one id keeps its name, by which a server may take back what it asked.
  private final Cache<Sealing, String> sealed =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterAccess(IDLE).build();

  private record Sealing(String server, String owner, String upstreamId) {}

  ReturnAddresses(Servers servers, SealedSessions sessions) {
    this.servers = servers;
    this.sessions = sessions;
  }

  /**
   * Who used an id.
   *
   * @param server the server
   * @param upstreamId its session; empty if it has none
   * @param id the id there, text or number
   */
  public record Addressee(McpServer server, String upstreamId, JsonNode id) {}

  /** The name of an id for clients. */
  String name(Speaker speaker, JsonNode id) {
    return speaker.server().name() + ":" + address(speaker) + ":" + id;
  }

  /** Who used the id of that name; empty if nobody did towards this caller. */
  public Optional<Addressee> find(String name, Caller caller) {
    String[] parts = name.split(":", PARTS);
    if (parts.length < PARTS) {
      return Optional.empty();
    }
    return servers.members().stream()
        .filter(server -> server.name().equals(parts[0]))
        .findFirst()
        .flatMap(
            server ->
                sessions
                    .openAddress(parts[1], caller, server)
                    .flatMap(
                        session -> id(parts[2]).map(id -> new Addressee(server, session, id))));
  }

  private String address(Speaker speaker) {
    String upstreamId = speaker.upstreamId();
    return sealed.get(
        new Sealing(speaker.server().name(), owner(speaker.caller()), upstreamId),
        _ -> sessions.sealAddress(upstreamId, speaker.caller(), speaker.server()));
  }

  private static String owner(Caller caller) {
    return switch (caller) {
      case Caller.Anonymous() -> "";
      case Caller.Known(var token) -> token.subject().key();
    };
  }

  private static Optional<JsonNode> id(String json) {
    return JsonRpc.parse(("[" + json + "]").getBytes(StandardCharsets.UTF_8))
        .map(array -> array.json().path(0))
        .filter(JsonNode::isValueNode);
  }
}
