package dev.holdfast.authserver.federation;

import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.contracts.secret.Secret;

/**
 * What ties a provider's answer to the browser that asked. Nonce and verifier are made of the state
 * and the secret in the browser's cookie: they are kept nowhere, and no other browser makes them
 * again.
 *
 * @param state what the provider sends back
 * @param nonce what the ID token must hold (OpenID Connect Core, section 3.1.2.1)
 * @param verifier what redeems the code (RFC 7636, section 4.1)
 */
public record Handshake(String state, String nonce, Secret verifier) {

  /** A new one. */
  static Handshake begin(String browser) {
    return of(browser, OpaqueValue.random());
  }

  /** The one that was begun with this state, if it was this browser. */
  static Handshake of(String browser, String state) {
    return new Handshake(
        state,
        OpaqueValue.hash("nonce\n" + browser + '\n' + state),
        Secret.of(OpaqueValue.hash("verifier\n" + browser + '\n' + state)));
  }
}
