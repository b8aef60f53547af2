package dev.holdfast.authserver.introspect;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.holdfast.authserver.client.Clients;
import dev.holdfast.authserver.grants.Grants;
import dev.holdfast.authserver.key.OwnTokens;
import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.Users;
import dev.holdfast.contracts.claims.Claims;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows which access tokens of ours still count. */
@Singleton
public final class LiveTokens {

  private final OwnTokens tokens;
  private final Grants grants;
  private final Users users;
  private final Clients clients;

  LiveTokens(OwnTokens tokens, Grants grants, Users users, Clients clients) {
    this.tokens = tokens;
    this.grants = grants;
    this.users = users;
    this.clients = clients;
  }

  /**
   * The claims of an access token that still counts; empty for anything else.
   *
   * @throws dev.holdfast.authserver.refusal.TemporarilyUnavailable if nobody can tell now
   */
  public Optional<JWTClaimsSet> find(String token) {
    return tokens
        .readAccessToken(token)
        .filter(
            claims ->
                isPersons(claims)
                    ? personCounts(claims) && grantIsLive(claims)
                    : clientIsThere(claims));
  }

  /** Whether a person granted it; otherwise its client asked for itself. */
  public static boolean isPersons(JWTClaimsSet claims) {
    return !Objects.equals(claims.getSubject(), claims.getClaim(Claims.CLIENT_ID));
  }

  private boolean clientIsThere(JWTClaimsSet claims) {
    return clients.find(text(claims, Claims.CLIENT_ID)).isPresent();
  }

  private boolean personCounts(JWTClaimsSet claims) {
    return Optional.ofNullable(claims.getSubject())
        .flatMap(users::byId)
        .filter(User::active)
        .filter(user -> isCurrent(claims, user.accessEpoch()))
        .isPresent();
  }

  /** Made after the person's rights last changed, as far as the token knows of changes. */
  private static boolean isCurrent(JWTClaimsSet claims, @Nullable Instant epoch) {
    if (epoch == null) {
      return true;
    }
    return claims.getClaim(Claims.ACCESS_EPOCH) instanceof Number known
        ? known.longValue() >= ChronoUnit.MICROS.between(Instant.EPOCH, epoch)
        : !claims.getIssueTime().toInstant().isBefore(epoch);
  }

  private boolean grantIsLive(JWTClaimsSet claims) {
    return !(claims.getClaim(Claims.GID) instanceof String gid) || grants.isLive(gid);
  }

  private static String text(JWTClaimsSet claims, String name) {
    return Objects.toString(claims.getClaim(name), "");
  }
}
