package dev.holdfast.authserver.logout;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.Clients;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.key.OwnTokens;
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

  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

  private final Clients clients;
  private final BackChannel channel;
  private final OwnTokens tokens;
  private final LogoutSettings settings;
  private final Issuer issuer;
  private final Clock clock;

  Notices(
      Clients clients,
      BackChannel channel,
      OwnTokens tokens,
      LogoutSettings settings,
      Issuer issuer,
      Clock clock) {
    this.clients = clients;
    this.channel = channel;
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
    Optional<URI> address = clients.find(duty.clientId()).flatMap(Client::backChannelLogoutUri);
    address.ifPresent(uri -> channel.send(uri, tokens.signLogoutToken(claims(duty))));
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
