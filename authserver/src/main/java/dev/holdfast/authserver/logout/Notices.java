package dev.holdfast.authserver.logout;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.Clients;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.key.OwnTokens;
import dev.holdfast.authserver.key.SigningAlgorithm;
import dev.holdfast.authserver.outbound.Outbound;
import dev.holdfast.authserver.outbound.Purpose;
import dev.holdfast.authserver.outbound.Sent;
import dev.holdfast.contracts.claims.Claims;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;

/** Tells clients that a login session has ended (OpenID Connect Back-Channel Logout 1.0). */
@Singleton
final class Notices {

  private static final JOSEObjectType LOGOUT_TOKEN = new JOSEObjectType("logout+jwt");
  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

  private final Clients clients;
  private final Outbound outbound;
  private final OwnTokens tokens;
  private final LogoutSettings settings;
  private final Issuer issuer;
  private final Clock clock;

  Notices(
      Clients clients,
      Outbound outbound,
      OwnTokens tokens,
      LogoutSettings settings,
      Issuer issuer,
      Clock clock) {
    this.clients = clients;
    this.outbound = outbound;
    this.tokens = tokens;
    this.settings = settings;
    this.issuer = issuer;
    this.clock = clock;
  }

  /**
   * Tells a client, if it still is one and still wants to know.
   *
   * @throws NoticeRefused if it did not take it
   */
  void tell(Duty duty) {
    Optional<Client> client = clients.find(duty.clientId());
    Optional<URI> address = client.flatMap(Client::backChannelLogoutUri);
    if (address.isPresent()) {
      // OpenID Connect Back-Channel Logout, section 2.6: verified like the client's ID tokens.
      SigningAlgorithm algorithm = client.get().tokenAlgorithm();
      send(address.get(), tokens.sign(claims(duty), LOGOUT_TOKEN, algorithm));
    }
  }

  private void send(URI address, SignedJWT token) {
    switch (outbound.post(Purpose.NOTICE, address, Map.of("logout_token", token.serialize()))) {
      // OpenID Connect Back-Channel Logout, section 2.8; some frameworks turn 200 into 204.
      case Sent.Answered(int status) when status == 200 || status == 204 -> {}
      case Sent.Answered(int status) -> throw new NoticeRefused("status " + status);
      case Sent.Failed(String reason) -> throw new NoticeRefused(reason);
    }
  }

  /** OpenID Connect Back-Channel Logout, section 2.4. */
  private JWTClaimsSet claims(Duty duty) {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(issuer.id())
        .subject(duty.userId())
        .audience(duty.clientId())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(settings.tokenLifetime())))
        .jwtID(duty.id())
        .claim("events", Map.of(EVENT, Map.of()))
        .claim(Claims.SID, duty.sid())
        .build();
  }
}
