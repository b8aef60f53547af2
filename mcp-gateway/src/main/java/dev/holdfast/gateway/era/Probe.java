package dev.holdfast.gateway.era;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.guard.Guards;
import dev.holdfast.gateway.protocol.Era;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.protocol.ModernRequest;
import dev.holdfast.gateway.protocol.ProtocolVersion;
import dev.holdfast.gateway.upstream.Answer;
import dev.holdfast.gateway.upstream.Call;
import dev.holdfast.gateway.upstream.Reply;
import dev.holdfast.gateway.upstream.Upstream;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Asks a server for its versions. A legacy server that gets the question can do nothing with it,
 * whereas some methods have the same name in both eras and would be carried out.
 */
@Singleton
final class Probe {

  // Others wait for what it finds out.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Upstream upstream;
  private final Guards guards;

  Probe(Upstream upstream, Guards guards) {
    this.upstream = upstream;
    this.guards = guards;
  }

  /**
   * Whether the server speaks a modern version that passes here; empty if its answer does not tell.
   *
   * @param occasion the request that made us ask; its caller's credential is presented
   */
  Optional<Boolean> isModern(Call occasion)
      throws UpstreamUnavailableException, InterruptedException {
    Call question = question(occasion);
    Answer answer = guards.guard(question, () -> upstream.send(question, PATIENCE));
    if (answer.status() >= 500 || List.of(401, 403, 408, 429).contains(answer.status())) {
      answer.discard();
      return Optional.empty();
    }
    return Optional.of(Reply.in(answer).filter(Probe::namesModernVersion).isPresent());
  }

  // MCP, Backward Compatibility: a recognised modern error identifies a modern server.
  private static boolean namesModernVersion(Message answer) {
    return JsonRpc.isModernError(answer)
        ? knows(answer.json().path("error").path("data").path("supported"))
        : knows(answer.json().path("result").path("supportedVersions"));
  }

  private static boolean knows(JsonNode versions) {
    return StreamSupport.stream(versions.spliterator(), false)
        .anyMatch(version -> ProtocolVersion.MODERN.contains(version.asText()));
  }

  private static Call question(Call occasion) {
    Map<String, List<String>> headers =
        Map.of(
            "Content-Type",
            List.of("application/json"),
            "Accept",
            List.of("application/json, text/event-stream"),
            ProtocolVersion.HEADER,
            List.of(ProtocolVersion.MODERN.getFirst()),
            ModernRequest.METHOD_HEADER,
            List.of(ModernRequest.DISCOVER));
    return new Call(
        occasion.server(),
        occasion.caller(),
        Era.MODERN,
        "POST",
        headers,
        ModernRequest.discover().toString().getBytes(StandardCharsets.UTF_8),
        null,
        occasion.credential());
  }
}
