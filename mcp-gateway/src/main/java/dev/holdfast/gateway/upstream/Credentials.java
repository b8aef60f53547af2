package dev.holdfast.gateway.upstream;

import static java.util.Objects.requireNonNull;

import dev.holdfast.bearer.VerifiedToken;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.waiting.Waiting;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Finds what to present to a server on behalf of a caller. Never the caller's own token. */
@Singleton
public final class Credentials {

  private final Connections connections;
  private final HeldConnections held;
  private final Exchanges exchanges;
  private final Clock clock;

  Credentials(Connections connections, HeldConnections held, Exchanges exchanges, Clock clock) {
    this.connections = connections;
    this.held = held;
    this.exchanges = exchanges;
    this.clock = clock;
  }

  /** The credential for this request. */
  public Credential of(McpServer server, Caller caller) {
    return switch (server.credential()) {
      case NONE -> new Credential.None();
      case HEADER ->
          new Credential.Header(
              requireNonNull(server.headerName()), requireNonNull(server.headerValue()));
      case CONNECTION ->
          switch (caller) {
            case Caller.Anonymous() -> new Credential.ConsentNeeded();
            case Caller.Known(var token) -> connected(server, token.subject());
          };
      case EXCHANGE ->
          switch (caller) {
            case Caller.Anonymous() -> new Credential.ConsentNeeded();
            case Caller.Known(var token) -> exchanged(server, token);
          };
    };
  }

  /** The server did not take what was presented: it is not presented again. */
  public void refused(McpServer server, Caller caller) {
    if (caller instanceof Caller.Known(var token)) {
      switch (server.credential()) {
        case CONNECTION -> held.forget(token.subject());
        case EXCHANGE -> exchanges.refused(server, token);
        case NONE, HEADER -> {}
      }
    }
  }

  private Credential exchanged(McpServer server, VerifiedToken token) {
    Optional<Credential> known = exchanges.held(server, token);
    if (known.isPresent()) {
      return known.get();
    }
    Waiting.begins();
    return exchanges.credential(server, token);
  }

  private Credential connected(McpServer server, SubjectId subject) {
    Optional<Credential> known = held.find(server, subject);
    if (known.isPresent()) {
      return known.get();
    }
    Waiting.begins();
    Instant asked = clock.instant();
    Connected found = connections.ask(subject, requireNonNull(server.provider()));
    if (found.credential() instanceof Credential.Header header) {
      held.keep(server, subject, header, found.ends(), asked);
    }
    return found.credential();
  }
}
