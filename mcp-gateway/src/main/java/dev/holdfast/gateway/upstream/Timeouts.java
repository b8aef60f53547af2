package dev.holdfast.gateway.upstream;

import dev.holdfast.gateway.server.McpServer;
import io.micronaut.context.annotation.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How long to wait for each server. */
@Context
public final class Timeouts {

  private final UpstreamSettings usual;
  private final Map<String, ServerTimeouts> byServer;

  Timeouts(UpstreamSettings usual, List<ServerTimeouts> servers) {
    this.usual = usual;
    this.byServer =
        servers.stream()
            .collect(Collectors.toUnmodifiableMap(ServerTimeouts::name, Function.identity()));
  }

  /** For a connection. */
  public Duration connect(McpServer server) {
    return own(server).map(ServerTimeouts::connectTimeout).orElse(usual.connectTimeout());
  }

  /** For the head of an answer. */
  public Duration answer(McpServer server) {
    return own(server).map(ServerTimeouts::answerTimeout).orElse(usual.answerTimeout());
  }

  private Optional<ServerTimeouts> own(McpServer server) {
    return Optional.ofNullable(byServer.get(server.name()));
  }
}
