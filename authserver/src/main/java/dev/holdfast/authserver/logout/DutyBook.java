package dev.holdfast.authserver.logout;

import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.ClientRegistry;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.login.SessionEnds;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Notes what an end of a login session leads to, and has it done at once after the commit. */
@Singleton
final class DutyBook implements SessionEnds {

  private final Duties duties;
  private final DutyWorker worker;
  private final ClientRegistry registry;
  private final TransactionOperations<Connection> transactions;
  private final Clock clock;

  DutyBook(
      Duties duties,
      DutyWorker worker,
      ClientRegistry registry,
      TransactionOperations<Connection> transactions,
      Clock clock) {
    this.duties = duties;
    this.worker = worker;
    this.registry = registry;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public void signedOut(LoginSession session, List<String> clientIds) {
    duties.save(Duty.endGrants(session.userId(), session.sid(), clock.instant()));
    cutOff(session, clientIds);
  }

  @Override
  public void cutOff(LoginSession session, List<String> clientIds) {
    Instant now = clock.instant();
    clientIds.stream()
        .filter(this::wantsToKnow)
        .map(client -> Duty.tellClient(session.userId(), session.sid(), client, now))
        .forEach(duties::save);
    transactions
        .findTransactionStatus()
        .orElseThrow(() -> new IllegalStateException("A duty needs a transaction"))
        .registerSynchronization(new WorkAfterCommit(worker));
  }

  private boolean wantsToKnow(String clientId) {
    // As registered, or as last seen: no document is fetched inside a transaction.
    return registry.byId(clientId).flatMap(Client::backChannelLogoutUri).isPresent();
  }

  private record WorkAfterCommit(DutyWorker worker) implements TransactionSynchronization {

    @Override
    public void afterCommit() {
      // A thread of its own: the framework's executors would hand our transaction on to it.
      Thread.ofVirtual().name("logout-duties").start(worker::work);
    }
  }
}
