package dev.holdfast.token.grants;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.Grant;
import dev.holdfast.contracts.grants.GrantTokens;
import dev.holdfast.contracts.grants.RefreshGrant;
import dev.holdfast.token.grants.GrantState.Live;
import dev.holdfast.token.grants.GrantState.Predecessor;
import dev.holdfast.token.grants.RefreshOutcome.Kept;
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
 * once. Of all callers with that token one moves the grant's row on; the others find that it has
 * moved, look again, and find their token to be the direct predecessor. As long as the successor is
 * unused and the leeway lasts, they derive and get the same successor; all parallel callers end up
 * with one usable pair. A token that came of an exchange a moment ago is not exchanged again, so
 * that this holds for callers who are a little late, too. Every other return of a known older token
 * is theft or a lost answer that nobody can tell apart: it ends that grant, and no other. An
 * unknown token has no effect, or anybody could do harm.
 */
@Singleton
final class Rotation {

  private final GrantStore grants;
  private final RefreshTokens refreshTokens;
  private final Endings endings;
  private final Transactions transactions;
  private final GrantSettings settings;
  private final Clock clock;

  Rotation(
      GrantStore grants,
      RefreshTokens refreshTokens,
      Endings endings,
      Transactions transactions,
      GrantSettings settings,
      Clock clock) {
    this.grants = grants;
    this.refreshTokens = refreshTokens;
    this.endings = endings;
    this.transactions = transactions;
    this.settings = settings;
    this.clock = clock;
  }

  RefreshOutcome refresh(RefreshGrant presented, String issuer) {
    return refreshTokens
        .recognise(presented.refreshToken())
        .map(token -> refresh(token, presented, issuer))
        .orElseGet(() -> new Refused(Reason.UNKNOWN));
  }

  private RefreshOutcome refresh(RefreshToken token, RefreshGrant by, String issuer) {
    // Who loses the race for the rotation does not find its token current a second time.
    return attempt(token, by, issuer)
        .or(() -> attempt(token, by, issuer))
        .orElseThrow(() -> new IllegalStateException("a grant went back to an older token"));
  }

  /** Empty if somebody else was faster. */
  private Optional<RefreshOutcome> attempt(RefreshToken token, RefreshGrant by, String issuer) {
    Optional<StoredGrant> found =
        grants.find(token.gid()).filter(stored -> stored.grant().subject().issuer().equals(issuer));
    if (found.isEmpty()) {
      return Optional.of(new Refused(Reason.UNKNOWN));
    }
    Grant grant = found.get().grant();
    // RFC 6749, section 6: a refresh token is bound to its client. No effect on the grant: its
    // owner has done nothing wrong, and a client that mixes up its tokens is the likelier cause.
    if (!grant.clientId().equals(by.clientId())) {
      return Optional.of(new Refused(Reason.OTHER_CLIENT));
    }
    if (!(found.get().state() instanceof Live live)) {
      return Optional.of(new Refused(Reason.ENDED));
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (token.generation() < live.generation()) {
      return replay(grant, live, token, now)
          .map(same -> excess(grant, by).orElse(same))
          .or(() -> Optional.of(endReused(token, by, now)));
    }
    if (!live.isCurrent(token.hash())) {
      return Optional.of(new Refused(Reason.UNKNOWN));
    }
    if (!live.isActive(now)) {
      return Optional.of(new Refused(Reason.EXPIRED));
    }
    // Before the token is spent, so that its owner can ask again for less.
    return excess(grant, by)
        .or(() -> kept(grant, live, token, now))
        .or(() -> rotate(grant, live, token, now));
  }

  private static Optional<RefreshOutcome> excess(Grant grant, RefreshGrant by) {
    // RFC 6749, section 6.
    if (!grant.scopes().containsAll(by.scopes())) {
      return Optional.of(new Refused(Reason.SCOPE));
    }
    // RFC 8707, section 2.2.
    return grant.resources().containsAll(by.resources())
        ? Optional.empty()
        : Optional.of(new Refused(Reason.RESOURCE));
  }

  /**
   * Of many calls that were refused with one access token, the first refresh may be over before the
   * last call hears of its refusal. That one presents the new token, and others still the old one,
   * which must stay its direct predecessor. RFC 6749, section 6: a new token <em>may</em> be
   * issued.
   */
  private Optional<RefreshOutcome> kept(Grant grant, Live live, RefreshToken token, Instant now) {
    // Without a pause no difference between the clocks of two replicas makes one.
    return settings.rotationPause().isPositive()
            && live.isYoung(now.minus(settings.rotationPause()))
        ? Optional.of(new Kept(new GrantTokens(grant, token.value(), live.expiresAt())))
        : Optional.empty();
  }

  private Optional<RefreshOutcome> rotate(Grant grant, Live live, RefreshToken token, Instant now) {
    Bytes nonce = refreshTokens.nonce();
    RefreshToken successor = refreshTokens.successor(token, nonce);
    Live next =
        live.rotated(
            successor.hash(),
            new Predecessor(token.hash(), now, nonce),
            now.plus(settings.refreshLifetime()));
    return grants.rotate(grant.gid(), next)
        ? Optional.of(new Rotated(new GrantTokens(grant, successor.value(), next.expiresAt())))
        : Optional.empty();
  }

  private Optional<RefreshOutcome> replay(Grant grant, Live live, RefreshToken token, Instant now) {
    if (!live.isActive(now)) {
      return Optional.empty();
    }
    return live.nonceOf(token.hash(), now.minus(settings.rotationLeeway()))
        .map(nonce -> refreshTokens.successor(token, nonce))
        .map(same -> new Replayed(new GrantTokens(grant, same.value(), live.expiresAt())));
  }

  /** OAuth 2.1, section 4.3.1: the authorization server cannot know who holds the stolen one. */
  private RefreshOutcome endReused(RefreshToken token, RefreshGrant by, Instant now) {
    return transactions.write(() -> ended(token, by, now))
        ? new Refused(Reason.REUSED)
        : new Refused(Reason.ENDED);
  }

  private boolean ended(RefreshToken token, RefreshGrant by, Instant now) {
    Optional<StoredGrant> locked = grants.lock(token.gid());
    if (locked.isEmpty() || !(locked.get().state() instanceof Live live)) {
      return false;
    }
    StoredGrant stored = locked.get();
    endings.reused(
        stored.grant(), new Reuse(token.generation(), live.generation(), by.source()), now);
    return endings.end(stored, EndReason.REFRESH_REUSED, null, now);
  }
}
