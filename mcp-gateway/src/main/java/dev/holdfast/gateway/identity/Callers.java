package dev.holdfast.gateway.identity;

import dev.holdfast.bearer.Rejection;
import dev.holdfast.bearer.UnverifiedToken;
import dev.holdfast.bearer.Verification;
import dev.holdfast.bearer.VerifiedToken;
import dev.holdfast.bearer.VerifiedTokens;
import dev.holdfast.gateway.revocation.Standing;
import dev.holdfast.gateway.revocation.Standings;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.server.ScopeHierarchy;
import dev.holdfast.gateway.server.Servers;
import dev.holdfast.gateway.waiting.Waiting;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds out who sent a request to a server. */
@Singleton
public final class Callers {

  private final VerifiedTokens tokens;
  private final Standings standings;
  private final Servers servers;
  private final ScopeHierarchy scopes;

  Callers(VerifiedTokens tokens, Standings standings, Servers servers, ScopeHierarchy scopes) {
    this.tokens = tokens;
    this.standings = standings;
    this.servers = servers;
    this.scopes = scopes;
  }

  /** Looks at the token, if one came. A bad token is refused on an anonymous server too. */
  public Identification identify(McpServer server, Optional<UnverifiedToken> presented) {
    if (presented.isEmpty()) {
      return server.anonymous()
          ? new Identification.Identified(new Caller.Anonymous())
          : new Identification.TokenMissing();
    }
    String audience = servers.resource(server);
    Optional<VerifiedToken> known = tokens.known(presented.get(), audience);
    return known.isPresent()
        ? admit(server, shown(server, known.get(), presented.get()))
        : verify(server, presented.get(), audience);
  }

  private Identification verify(McpServer server, UnverifiedToken presented, String audience) {
    Waiting.begins();
    return switch (tokens.verify(presented, audience)) {
      case Verification.Verified(VerifiedToken token) ->
          admit(server, shown(server, token, presented));
      case Verification.Rejected(Rejection reason) ->
          new Identification.TokenRefused(reason.name());
      case Verification.Unavailable(String issuer) -> new Identification.Unavailable(issuer);
    };
  }

  private VerifiedToken shown(McpServer server, VerifiedToken token, UnverifiedToken presented) {
    return servers.exchanges(server) ? token.presented(presented) : token;
  }

  private Identification admit(McpServer server, VerifiedToken token) {
    return switch (standings.of(token)) {
      case Standing.REVOKED -> new Identification.TokenRefused("REVOKED");
      case Standing.UNKNOWN -> new Identification.Unavailable("token-service");
      case Standing.LIVE ->
          scopes.allows(token.scopes(), server.scopes())
              ? new Identification.Identified(new Caller.Known(token))
              : new Identification.ScopeMissing();
    };
  }
}
