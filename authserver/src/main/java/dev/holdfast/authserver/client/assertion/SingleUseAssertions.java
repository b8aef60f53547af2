package dev.holdfast.authserver.client.assertion;

import com.nimbusds.oauth2.sdk.auth.JWTAuthenticationClaimsSet;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.id.Audience;
import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.ClientAssertions;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.opaque.OpaqueValue;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

@Singleton
final class SingleUseAssertions implements ClientAssertions {

  private static final Set<String> TYPES = Set.of("null", "JWT", "client-authentication+jwt");

  private final SignatureCheck signatures;
  private final UsedAssertions used;
  private final AssertionSettings settings;
  private final Clock clock;
  private final Set<Audience> audiences;

  SingleUseAssertions(
      SignatureCheck signatures,
      UsedAssertions used,
      AssertionSettings settings,
      Issuer issuer,
      Clock clock) {
    this.signatures = signatures;
    this.used = used;
    this.settings = settings;
    this.clock = clock;
    this.audiences =
        Set.of(new Audience(issuer.id()), new Audience(issuer.at("/oauth2/token").toString()));
  }

  @Override
  public boolean proves(Client client, PrivateKeyJWT presented) {
    JWTAuthenticationClaimsSet claims = presented.getJWTAuthenticationClaimsSet();
    Instant now = clock.instant();
    // RFC 7523, section 3, items 1 and 2: the client speaks for itself.
    return client.clientId().equals(claims.getIssuer().getValue())
        && client.clientId().equals(claims.getSubject().getValue())
        // RFC 8725, section 3.11: no other kind of token passes for an assertion.
        && TYPES.contains(String.valueOf(presented.getClientAssertion().getHeader().getType()))
        // Item 3: to us, and to nobody else who could play it back to us.
        && addressesOnlyUs(claims.getAudience())
        // Items 4 to 6.
        && isCurrent(claims, now)
        // Item 9, before anything is used up.
        && signatures.signed(client, presented.getClientAssertion())
        // Item 7: once.
        && isFirstUse(client, claims);
  }

  private boolean addressesOnlyUs(@Nullable List<Audience> said) {
    return said != null && !said.isEmpty() && audiences.containsAll(said);
  }

  private boolean isCurrent(JWTAuthenticationClaimsSet claims, Instant now) {
    Instant expiry = claims.getExpirationTime().toInstant();
    Instant latest = now.plus(settings.clockSkew());
    return expiry.isAfter(now.minus(settings.clockSkew()))
        && !expiry.isAfter(latest.plus(settings.maxLifetime()))
        && notAfter(claims.getIssueTime(), latest)
        && notAfter(claims.getNotBeforeTime(), latest);
  }

  private static boolean notAfter(@Nullable Date time, Instant latest) {
    return time == null || !time.toInstant().isAfter(latest);
  }

  private boolean isFirstUse(Client client, JWTAuthenticationClaimsSet claims) {
    return claims.getJWTID() != null
        && used.use(
            OpaqueValue.hash(client.clientId() + '\n' + claims.getJWTID().getValue()),
            claims.getExpirationTime().toInstant().plus(settings.clockSkew()));
  }
}
