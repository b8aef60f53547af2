package dev.holdfast.gateway.upstream;

import dev.holdfast.bearer.VerifiedToken;
import dev.holdfast.gateway.server.McpServer;
import java.util.Optional;

/** Tokens that servers take in exchange for callers' own (RFC 8693). */
public interface Exchanges {

  /**
   * A token for the server as an {@code Authorization} header, or why there is none. Never throws.
   */
  Credential credential(McpServer server, VerifiedToken token);

  /** The same if it was given before and is still good; asks nobody, and never waits. */
  Optional<Credential> held(McpServer server, VerifiedToken token);

  /** The server did not take what was given for this token: it is forgotten. */
  void refused(McpServer server, VerifiedToken token);
}
