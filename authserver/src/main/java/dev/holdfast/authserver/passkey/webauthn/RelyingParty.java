package dev.holdfast.authserver.passkey.webauthn;

import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import dev.holdfast.authserver.issuer.Issuer;
import jakarta.inject.Singleton;
import java.net.URI;

/** This server as authenticators know it: by the issuer's host; pages elsewhere are not ours. */
@Singleton
final class RelyingParty {

  private final String id;
  private final Origin origin;

  RelyingParty(Issuer issuer) {
    URI address = issuer.issuer();
    this.id = address.getHost();
    this.origin = new Origin(address.getScheme() + "://" + address.getRawAuthority());
  }

  /** The relying party identifier (WebAuthn Level 3, section 5.4.2). */
  String id() {
    return id;
  }

  /** What an answer to this challenge has to match. */
  ServerProperty expecting(String challenge) {
    return ServerProperty.builder()
        .origin(origin)
        .rpId(id)
        .challenge(new DefaultChallenge(challenge))
        .build();
  }
}
