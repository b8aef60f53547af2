package dev.holdfast.authserver.enterprise;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.Scope;
import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.assertion.AssertionSettings;
import dev.holdfast.authserver.client.assertion.UsedAssertions;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.Users;
import dev.holdfast.contracts.claims.Claims;
import dev.holdfast.runtime.tls.Tls;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads identity assertions (ID-JAG) of the trusted providers, and uses each up once. */
@Singleton
public final class IdentityAssertions {

  private final Map<String, Trusted> providers;
  private final Users users;
  private final UsedAssertions used;
  private final AssertionSettings settings;
  private final Issuer issuer;
  private final Clock clock;

  IdentityAssertions(
      Collection<TrustedProvider> providers,
      Users users,
      UsedAssertions used,
      AssertionSettings settings,
      Issuer issuer,
      Tls tls,
      Clock clock) {
    this.providers =
        providers.stream()
            .map(provider -> new Trusted(provider, new ProviderKeys(provider, tls.toOthers())))
            .collect(Collectors.toMap(Trusted::issuer, Function.identity()));
    this.users = users;
    this.used = used;
    this.settings = settings;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** Whether anybody's word counts here. */
  public boolean anybodyIsTrusted() {
    return !providers.isEmpty();
  }

  /**
   * What an assertion allows the client that presents it, if it was not used before, which only
   * {@link #use} finds out.
   *
   * @return empty if it is not to be believed, whatever the reason
   * @throws dev.holdfast.authserver.refusal.TemporarilyUnavailable if the provider's keys cannot be
   *     had
   */
  public Optional<Asserted> read(SignedJWT assertion, Client client) {
    // RFC 7523, section 3, items 1 and 9: signed by the one who says so.
    return provider(assertion)
        .flatMap(
            trusted ->
                trusted
                    .keys()
                    .verify(assertion)
                    // Item 3: for us and nobody else.
                    .filter(claims -> claims.getAudience().equals(List.of(issuer.id())))
                    // Identity assertion grant, section 5.1: given to this client.
                    .filter(c -> client.clientId().equals(c.getClaim(Claims.CLIENT_ID)))
                    // Items 4 to 6.
                    .filter(this::isCurrent)
                    .flatMap(claims -> person(claims, trusted.provider())));
  }

  /** Uses an assertion up (RFC 7523, section 3, item 7); false if it was, or has no id. */
  public boolean use(SignedJWT assertion) {
    return claims(assertion)
        .filter(claims -> claims.getJWTID() != null)
        .filter(
            claims ->
                used.use(
                    idHash(claims),
                    claims.getExpirationTime().toInstant().plus(settings.clockSkew())))
        .isPresent();
  }

  /** Undoes a use that led to nothing. */
  public void giveBack(SignedJWT assertion) {
    claims(assertion).map(IdentityAssertions::idHash).ifPresent(used::giveBack);
  }

  private static String idHash(JWTClaimsSet claims) {
    return OpaqueValue.hash(claims.getIssuer() + '\n' + claims.getJWTID());
  }

  private Optional<Trusted> provider(SignedJWT assertion) {
    return claims(assertion).map(JWTClaimsSet::getIssuer).map(providers::get);
  }

  private boolean isCurrent(JWTClaimsSet claims) {
    Date expiry = claims.getExpirationTime();
    Date issued = claims.getIssueTime();
    Instant now = clock.instant();
    Instant latest = now.plus(settings.clockSkew());
    return expiry != null
        && issued != null
        && expiry.toInstant().isAfter(now.minus(settings.clockSkew()))
        && !expiry.toInstant().isAfter(latest.plus(settings.maxLifetime()))
        && !issued.toInstant().isAfter(latest);
  }

  private Optional<Asserted> person(JWTClaimsSet claims, TrustedProvider provider) {
    String username = Objects.toString(claims.getClaim(provider.usernameClaim()), "");
    return users
        .byUsername(username)
        .filter(user -> user.username().equals(username))
        .map(user -> asserted(claims, user));
  }

  private static Asserted asserted(JWTClaimsSet claims, User user) {
    return new Asserted(
        user,
        Objects.requireNonNullElseGet(
            Scope.parse(Objects.toString(claims.getClaim(Claims.SCOPE), "")), Scope::new),
        resources(claims.getClaim("resource")),
        claims.getClaim(Claims.AUTH_TIME) instanceof Number seconds
            ? Instant.ofEpochSecond(seconds.longValue())
            : claims.getIssueTime().toInstant());
  }

  private static List<String> resources(@Nullable Object claim) {
    return switch (claim) {
      case null -> List.of();
      case Collection<?> several -> several.stream().map(String::valueOf).toList();
      default -> List.of(claim.toString());
    };
  }

  private static Optional<JWTClaimsSet> claims(SignedJWT assertion) {
    try {
      return Optional.ofNullable(assertion.getJWTClaimsSet());
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  private record Trusted(TrustedProvider provider, ProviderKeys keys) {

    String issuer() {
      return provider.issuer();
    }
  }
}
