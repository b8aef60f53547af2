package dev.holdfast.local.client;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.Issuer;
import java.net.URI;
import java.util.List;

/**
 * A protected resource as it describes itself (RFC 9728 section 2).
 *
 * @param uri its identifier, which is the {@code resource} of every request for a token
 * @param authorizationServers who may issue tokens for it, never empty
 * @param scope what to ask for, may be empty
 */
public record ProtectedResource(URI uri, List<Issuer> authorizationServers, Scope scope) {

  /** Keeps its own copy. */
  public ProtectedResource {
    authorizationServers = List.copyOf(authorizationServers);
    if (authorizationServers.isEmpty()) {
      throw new UnexpectedAnswer("No authorization server for " + uri);
    }
  }
}
