package dev.holdfast.authserver.federation;

import dev.holdfast.contracts.secret.Secret;
import java.net.URI;
import java.util.Optional;

/** Speaks with providers as their client. */
public interface RelyingParty {

  /**
   * Where to send a browser.
   *
   * @param again whether the person must sign in there once more
   * @return empty if the provider cannot be reached
   */
  Optional<URI> authorizationUri(LoginProvider provider, Handshake handshake, boolean again);

  /**
   * Whether an authorization response may be the provider's (RFC 9207, section 2.4).
   *
   * @param issuer what it says; empty if nothing
   */
  boolean mayAnswer(LoginProvider provider, Optional<String> issuer);

  /** Redeems a code, and checks the ID token. */
  Redemption redeem(LoginProvider provider, Secret code, Handshake handshake);

  /** Where a provider sends browsers back to. */
  URI redirectUri(LoginProvider provider);
}
