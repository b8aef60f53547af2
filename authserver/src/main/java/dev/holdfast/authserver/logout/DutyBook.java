package dev.holdfast.authserver.logout;

import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.Clients;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.login.SessionEnds;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** Notes what an end of a login session leads to, and has it done at once after the commit. */
@Singleton
final class DutyBook implements SessionEnds {

  private final Duties duties;
  private final DutyWorker worker;
  private final Clients clients;
  private final TransactionOperations<Connection> transactions;
  private final ExecutorService threads;
  private final Clock clock;

  DutyBook(
      Duties duties,
      DutyWorker worker,
      Clients clients,
      TransactionOperations<Connection> transactions,
      @Named(TaskExecutors.BLOCKING) ExecutorService threads,
      Clock clock) {
    this.duties = duties;
    this.worker = worker;
    this.clients = clients;
    this.transactions = transactions;
    this.threads = threads;
    this.clock = clock;
  }

  @Override
  public void ended(LoginSession session, List<String> clientIds) {
    Instant now = clock.instant();
    duties.save(Duty.endGrants(session.userId(), session.sid(), now));
    clientIds.stream()
        .filter(this::wantsToKnow)
        .map(client -> Duty.tellClient(session.userId(), session.sid(), client, now))
        .forEach(duties::save);
    transactions
        .findTransactionStatus()
        .orElseThrow(() -> new IllegalStateException("A duty needs a transaction"))
        .registerSynchronization(new WorkAfterCommit(worker, threads));
  }

  private boolean wantsToKnow(String clientId) {
    return clients.find(clientId).flatMap(Client::backChannelLogoutUri).isPresent();
  }

  private record WorkAfterCommit(DutyWorker worker, ExecutorService threads)
      implements TransactionSynchronization {

    @Override
    public void afterCommit() {
      threads.execute(worker::work);
    }
  }
}
