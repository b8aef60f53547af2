package dev.holdfast.authserver.account;

import dev.holdfast.authserver.grants.Grants;
import dev.holdfast.authserver.user.UserEvents;
import dev.holdfast.contracts.events.AuditEvent.AdministratorActed;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.LiveGrant;
import dev.holdfast.outbox.Outbox;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;

/**
 * What has access to a person's things now, and how one of it is ended. Every method throws {@link
 * dev.holdfast.authserver.refusal.TemporarilyUnavailable} if the token-service does not answer.
 */
@Singleton
public final class PersonalGrants {

  private static final Comparator<LiveGrant> USED_LAST_FIRST =
      Comparator.comparing(LiveGrant::lastUsedAt).reversed();

  private final Grants grants;
  private final UserEvents users;
  private final Outbox outbox;
  private final TransactionOperations<Connection> transactions;
  private final Clock clock;

  PersonalGrants(
      Grants grants,
      UserEvents users,
      Outbox outbox,
      TransactionOperations<Connection> transactions,
      Clock clock) {
    this.grants = grants;
    this.users = users;
    this.outbox = outbox;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** The live grants of a person, the one that was used last first. */
  public List<LiveGrant> of(String userId) {
    return grants.live(users.subject(userId)).stream().sorted(USED_LAST_FIRST).toList();
  }

  /** Ends one for its person; false if the person has no such grant. */
  public boolean end(String userId, String gid) {
    boolean own = has(userId, gid);
    if (own) {
      grants.end(gid, EndReason.CLIENT_REQUEST);
    }
    return own;
  }

  /**
   * Ends one for an operator; false if the person has no such grant.
   *
   * @param actor who does
   */
  public boolean end(String userId, String gid, String actor) {
    boolean own = has(userId, gid);
    if (own) {
      // First: what is done must be on record, even if this process dies in between.
      transactions.executeWrite(_ -> noted(userId, gid, actor));
      grants.end(gid, EndReason.CLIENT_REQUEST);
    }
    return own;
  }

  private boolean has(String userId, String gid) {
    return grants.live(users.subject(userId)).stream()
        .anyMatch(live -> live.grant().gid().equals(gid));
  }

  private AdministratorActed noted(String userId, String gid, String actor) {
    var act =
        new AdministratorActed(users.header(userId, clock.instant()), actor, "grant-end", gid);
    outbox.append(act);
    return act;
  }
}
