package dev.holdfast.sample;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who called, as the gateway's headers tell it. This server trusts them: it listens on loopback.
 */
record Caller(@Nullable String issuer, @Nullable String subject, @Nullable String bearer) {
  private static final String KEY = "caller";
  private static final String SCHEME = "Bearer ";

  /** Keeps the caller of a request where the tools find it: the SDK's transport context. */
  static McpTransportContext extract(HttpServletRequest request) {
    return McpTransportContext.create(
        Map.of(
            KEY,
            new Caller(
                request.getHeader("Holdfast-Issuer"),
                request.getHeader("Holdfast-Subject"),
                bearerIn(request.getHeader("Authorization")))));
  }

  static Caller of(McpSyncServerExchange exchange) {
    return (Caller) exchange.transportContext().get(KEY);
  }

  /** The upstream credential that came with this request, if one came. */
  Optional<String> credential() {
    return Optional.ofNullable(bearer);
  }

  private static @Nullable String bearerIn(@Nullable String authorization) {
    // RFC 9110 section 11.1: the scheme is case-insensitive.
    return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? authorization.substring(SCHEME.length()).strip()
        : null;
  }

  /** Without the credential, so that no log or exception can carry it. */
  @Override
  public String toString() {
    return "Caller[issuer=" + issuer + ", subject=" + subject + "]";
  }
}
