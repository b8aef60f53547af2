package dev.holdfast.token.grants;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.GrantTokens;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.grants.GrantState.Live;
import dev.holdfast.token.grants.RefreshOutcome.Reason;
import dev.holdfast.token.grants.RefreshOutcome.Refused;
import dev.holdfast.token.grants.RefreshOutcome.Replayed;
import dev.holdfast.token.grants.RefreshOutcome.Rotated;
import dev.holdfast.token.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Exchanges refresh tokens (OAuth 2.1, section 4.3.1).
 *
 * <p>Invariants. A grant has one <em>current</em> generation; only its token can be exchanged,
 * once. All callers with tokens of one grant queue at its row, so the first one rotates and the
 * others find their token to be the direct predecessor. As long as the successor is unused and the
 * leeway lasts, they derive and get the same successor; all parallel callers end up with one usable
 * pair. Every other return of a known older token is theft or a lost answer that nobody can tell
 * apart: it ends that grant, and no other. An unknown token has no effect, or anybody could do
 * harm.
 */
@Singleton
final class Rotation {

  private final GrantStore grants;
  private final RefreshTokenStore tokens;
  private final RefreshTokens refreshTokens;
  private final Endings endings;
  private final Transactions transactions;
  private final GrantSettings settings;
  private final Clock clock;

  Rotation(
      GrantStore grants,
      RefreshTokenStore tokens,
      RefreshTokens refreshTokens,
      Endings endings,
      Transactions transactions,
      GrantSettings settings,
      Clock clock) {
    this.grants = grants;
    this.tokens = tokens;
    this.refreshTokens = refreshTokens;
    this.endings = endings;
    this.transactions = transactions;
    this.settings = settings;
    this.clock = clock;
  }

  RefreshOutcome refresh(Secret presented, String clientId, String issuer) {
    Bytes hash = refreshTokens.hash(presented);
    // Outside the transaction: the grant's row must be the first lock taken.
    Optional<String> gid = tokens.find(hash).map(StoredToken::gid);
    return gid.map(
            id -> transactions.write(() -> refreshLocked(id, hash, presented, clientId, issuer)))
        .orElseGet(() -> new Refused(Reason.UNKNOWN));
  }

  private RefreshOutcome refreshLocked(
      String gid, Bytes hash, Secret presented, String clientId, String issuer) {
    StoredGrant stored = grants.lock(gid).orElseThrow();
    StoredToken token = tokens.find(hash).orElseThrow();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (!stored.grant().subject().issuer().equals(issuer)) {
      return new Refused(Reason.UNKNOWN);
    }
    // RFC 6749, section 6: a refresh token is bound to its client. No effect on the grant: its
    // owner has done nothing wrong, and a client that mixes up its tokens is the likelier cause.
    if (!stored.grant().clientId().equals(clientId)) {
      return new Refused(Reason.OTHER_CLIENT);
    }
    if (!(stored.state() instanceof Live live)) {
      return new Refused(Reason.ENDED);
    }
    if (token.generation() == live.generation()) {
      return live.isActive(now)
          ? rotate(stored, live, token, presented, now)
          : new Refused(Reason.EXPIRED);
    }
    return replay(stored, live, token, presented, now)
        .orElseGet(() -> endReused(stored, live, token, now));
  }

  private RefreshOutcome rotate(
      StoredGrant stored, Live live, StoredToken token, Secret presented, Instant now) {
    Bytes nonce = refreshTokens.nonce();
    Secret successor = refreshTokens.successor(presented, nonce);
    Live next = live.rotated(now.plus(settings.refreshLifetime()));
    if (!grants.rotate(token.gid(), live.generation(), next, now)) {
      throw new IllegalStateException("a locked grant changed");
    }
    tokens.markUsed(token.hash(), now, nonce);
    tokens.forgetNonce(token.gid(), live.generation() - 1);
    tokens.add(StoredToken.unused(refreshTokens.hash(successor), token.gid(), next));
    return new Rotated(new GrantTokens(stored.grant(), successor, next.expiresAt()));
  }

  private Optional<RefreshOutcome> replay(
      StoredGrant stored, Live live, StoredToken token, Secret presented, Instant now) {
    if (token.generation() != live.generation() - 1 || !live.isActive(now)) {
      return Optional.empty();
    }
    return token
        .nonceIfUsedAfter(now.minus(settings.rotationLeeway()))
        .map(nonce -> refreshTokens.successor(presented, nonce))
        .map(same -> new Replayed(new GrantTokens(stored.grant(), same, live.expiresAt())));
  }

  /** OAuth 2.1, section 4.3.1: the authorization server cannot know who holds the stolen one. */
  private RefreshOutcome endReused(StoredGrant stored, Live live, StoredToken token, Instant now) {
    endings.reused(stored.grant(), token.generation(), live.generation(), now);
    endings.end(stored, EndReason.REFRESH_REUSED, null, now);
    return new Refused(Reason.REUSED);
  }
}
