package dev.holdfast.token.grants;

import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.Grant;
import dev.holdfast.contracts.grants.GrantTokens;
import dev.holdfast.contracts.grants.IntrospectedGrant;
import dev.holdfast.contracts.grants.IssueGrant;
import dev.holdfast.contracts.grants.LiveGrant;
import dev.holdfast.contracts.grants.RefreshGrant;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.grants.GrantState.Live;
import dev.holdfast.token.grants.GrantState.Predecessor;
import dev.holdfast.token.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with grants. A caller sees the grants of its own issuer only; those of another
 * one do not exist for it.
 */
@Singleton
public final class Grants {

  private final GrantStore grants;
  private final RefreshTokens refreshTokens;
  private final Rotation rotation;
  private final Endings endings;
  private final GrantMetrics metrics;
  private final Transactions transactions;
  private final GrantSettings settings;
  private final Clock clock;

  Grants(
      GrantStore grants,
      RefreshTokens refreshTokens,
      Rotation rotation,
      Endings endings,
      GrantMetrics metrics,
      Transactions transactions,
      GrantSettings settings,
      Clock clock) {
    this.grants = grants;
    this.refreshTokens = refreshTokens;
    this.rotation = rotation;
    this.endings = endings;
    this.metrics = metrics;
    this.transactions = transactions;
    this.settings = settings;
    this.clock = clock;
  }

  /** Records a grant; its refresh token, if wanted, is known to the caller only. */
  public GrantTokens issue(IssueGrant request) {
    Grant grant = grantOf(request);
    RefreshToken token = request.refreshable() ? refreshTokens.first(grant.gid()) : null;
    Live state = firstState(token);
    transactions.write(
        () -> {
          grants.add(grant, state, request.deviceLabel());
          endings.issued(grant);
          return grant;
        });
    return token == null
        ? new GrantTokens(grant, null, null)
        : new GrantTokens(grant, token.value(), state.expiresAt());
  }

  /** Exchanges a refresh token presented by a client. */
  public RefreshOutcome refresh(RefreshGrant presented, String issuer) {
    return metrics.timed(() -> rotation.refresh(presented, issuer));
  }

  /**
   * Ends the grant of a refresh token, of whatever generation, if it is that client's (RFC 7009,
   * section 2.1).
   */
  public void revoke(Secret presented, String clientId, String issuer) {
    refreshTokens
        .recognise(presented)
        .ifPresent(token -> end(token.gid(), EndReason.CLIENT_REQUEST, issuer, clientId));
  }

  /** Ends one grant; nothing happens if it is unknown or had ended. */
  public void end(String gid, EndReason reason, String issuer) {
    grants.find(gid).ifPresent(stored -> end(gid, reason, issuer, stored.grant().clientId()));
  }

  private void end(String gid, EndReason reason, String issuer, String clientId) {
    transactions.write(
        () -> {
          Optional<StoredGrant> locked =
              grants
                  .lock(gid)
                  .filter(stored -> stored.grant().subject().issuer().equals(issuer))
                  .filter(stored -> stored.grant().clientId().equals(clientId));
          return locked.isPresent() && endings.end(locked.get(), reason, null, now());
        });
  }

  /** The grants of a person that are in use. */
  public List<LiveGrant> live(SubjectId subject) {
    Instant now = now();
    return grants.standing(subject).stream()
        .filter(stored -> stored.state().isActive(now))
        .map(stored -> new LiveGrant(stored.grant(), stored.deviceLabel(), stored.lastUsedAt()))
        .toList();
  }

  /** Whether access tokens of the grant are to be believed. */
  public boolean isActive(String gid, String issuer) {
    return active(gid, issuer).isPresent();
  }

  /** The grant, if access tokens of it are to be believed. */
  public Optional<Grant> active(String gid, String issuer) {
    return believed(gid, issuer).map(StoredGrant::grant);
  }

  /**
   * Looks at a refresh token and changes nothing. Only the current one of a grant in use is active:
   * a predecessor is not, though within the leeway it would still be answered.
   */
  public IntrospectedGrant introspect(Secret presented, String issuer) {
    return refreshTokens
        .recognise(presented)
        .flatMap(token -> seen(token, issuer))
        .orElseGet(IntrospectedGrant::inactive);
  }

  private Optional<IntrospectedGrant> seen(RefreshToken token, String issuer) {
    Optional<StoredGrant> found = believed(token.gid(), issuer);
    if (found.isEmpty()
        || !(found.get().state() instanceof Live live)
        || !live.isCurrent(token.hash())) {
      return Optional.empty();
    }
    Grant grant = found.get().grant();
    Predecessor last = live.predecessor();
    Instant issuedAt = last == null ? grant.issuedAt() : last.usedAt();
    return Optional.of(new IntrospectedGrant(true, grant, issuedAt, live.expiresAt()));
  }

  private Optional<StoredGrant> believed(String gid, String issuer) {
    return grants
        .find(gid)
        .filter(stored -> stored.grant().subject().issuer().equals(issuer))
        .filter(stored -> stored.state().isActive(now()));
  }

  private static Grant grantOf(IssueGrant request) {
    return new Grant(
        UUID.randomUUID().toString(),
        request.subject(),
        request.clientId(),
        request.sid(),
        request.scopes(),
        request.resources(),
        request.authTime().truncatedTo(ChronoUnit.MICROS),
        request.issuedAt().truncatedTo(ChronoUnit.MICROS));
  }

  private Live firstState(@Nullable RefreshToken token) {
    if (token == null) {
      Instant end = now().plus(settings.accessOnlyLifetime());
      return Live.first(null, end, end);
    }
    Instant absolute = now().plus(settings.absoluteLifetime());
    Instant idle = now().plus(settings.refreshLifetime());
    Instant first = idle.isBefore(absolute) ? idle : absolute;
    return Live.first(token.hash(), first, absolute);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
