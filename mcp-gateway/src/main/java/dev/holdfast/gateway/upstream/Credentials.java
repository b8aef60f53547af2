package dev.holdfast.gateway.upstream;

import static java.util.Objects.requireNonNull;

import dev.holdfast.bearer.VerifiedToken;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.server.CredentialKind;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.waiting.Waiting;
import jakarta.inject.Singleton;

/** Finds what to present to a server on behalf of a caller. Never the caller's own token. */
@Singleton
public final class Credentials {

  private final Connections connections;
  private final Exchanges exchanges;

  Credentials(Connections connections, Exchanges exchanges) {
    this.connections = connections;
    this.exchanges = exchanges;
  }

  /** The credential for this request. */
  public Credential of(McpServer server, Caller caller) {
    return switch (server.credential()) {
      case NONE -> new Credential.None();
      case HEADER ->
          new Credential.Header(
              requireNonNull(server.headerName()), requireNonNull(server.headerValue()));
      case CONNECTION -> connection(requireNonNull(server.provider()), caller);
      case EXCHANGE ->
          switch (caller) {
            case Caller.Anonymous() -> new Credential.ConsentNeeded();
            case Caller.Known(var token) -> exchanged(server, token);
          };
    };
  }

  /** The server did not take what was presented: it is not presented again. */
  public void refused(McpServer server, Caller caller) {
    if (server.credential() == CredentialKind.EXCHANGE
        && caller instanceof Caller.Known(var token)) {
      exchanges.refused(server, token);
    }
  }

  private Credential exchanged(McpServer server, VerifiedToken token) {
    Waiting.begins();
    return exchanges.credential(server, token);
  }

  private Credential connection(String provider, Caller caller) {
    Waiting.begins();
    return switch (caller) {
      case Caller.Anonymous() -> new Credential.ConsentNeeded();
      case Caller.Known(var token) -> connections.credential(token.subject(), provider);
    };
  }
}
