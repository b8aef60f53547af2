package dev.holdfast.authserver.client;

import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import dev.holdfast.authserver.refusal.TemporarilyUnavailable;

/** Checks the assertions that clients sign (RFC 7523, section 3). */
public interface ClientAssertions {

  /**
   * Whether an assertion proves this client, now, here and for the first time. Asking uses it up.
   *
   * @throws TemporarilyUnavailable if the client's keys cannot be read now
   */
  boolean proves(Client client, PrivateKeyJWT presented);
}
