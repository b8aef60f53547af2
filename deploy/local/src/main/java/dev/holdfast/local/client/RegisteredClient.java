package dev.holdfast.local.client;

import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.holdfast.contracts.secret.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A client that the authorization server knows.
 *
 * @param secret of a confidential client, null for a public one
 * @param redirectUri where its answers go; on loopback, and nobody needs to listen there
 */
public record RegisteredClient(ClientID id, @Nullable Secret secret, URI redirectUri) {

  /** A public client that was registered beforehand. */
  public static RegisteredClient publicClient(String id, URI redirectUri) {
    return new RegisteredClient(new ClientID(id), null, redirectUri);
  }
}
