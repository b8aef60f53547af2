package dev.holdfast.authserver.cleaning;

import dev.holdfast.authserver.client.ClientExpiry;
import dev.holdfast.authserver.client.assertion.UsedAssertions;
import dev.holdfast.authserver.code.Codes;
import dev.holdfast.authserver.device.DeviceRequests;
import dev.holdfast.authserver.federation.Attempts;
import dev.holdfast.authserver.limit.ExpiredBudgets;
import dev.holdfast.authserver.login.LoginSessions;
import dev.holdfast.authserver.login.SessionClients;
import dev.holdfast.authserver.par.PushedRequests;
import dev.holdfast.authserver.passkey.Challenges;
import dev.holdfast.authserver.passkey.Confirmations;
import dev.holdfast.authserver.pending.PendingRequests;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Keeps the tables small. Every replica may do it; nothing depends on when. */
@Singleton
class Cleaning {

  /** Used codes are remembered this long, to recognise a late replay. */
  private static final Duration CODE_MEMORY = Duration.ofDays(1);

  private final PendingRequests requests;
  private final PushedRequests pushed;
  private final LoginSessions sessions;
  private final SessionClients sessionClients;
  private final Codes codes;
  private final UsedAssertions assertions;
  private final ClientExpiry clients;
  private final DeviceRequests devices;
  private final Challenges challenges;
  private final Confirmations confirmations;
  private final Attempts attempts;
  private final ExpiredBudgets budgets;
  private final Clock clock;

  Cleaning(
      PendingRequests requests,
      PushedRequests pushed,
      LoginSessions sessions,
      SessionClients sessionClients,
      Codes codes,
      UsedAssertions assertions,
      ClientExpiry clients,
      DeviceRequests devices,
      Challenges challenges,
      Confirmations confirmations,
      Attempts attempts,
      ExpiredBudgets budgets,
      Clock clock) {
    this.requests = requests;
    this.pushed = pushed;
    this.sessions = sessions;
    this.sessionClients = sessionClients;
    this.codes = codes;
    this.assertions = assertions;
    this.clients = clients;
    this.devices = devices;
    this.challenges = challenges;
    this.confirmations = confirmations;
    this.attempts = attempts;
    this.budgets = budgets;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = "10m", initialDelay = "1m")
  void clean() {
    Instant now = clock.instant();
    requests.removeExpired(now);
    pushed.removeExpired(now);
    sessions.removeExpired(now);
    sessionClients.removeOrphans();
    codes.removeExpiredBefore(now.minus(CODE_MEMORY));
    assertions.removeExpired(now);
    clients.run();
    devices.removeExpiredBefore(now.minus(CODE_MEMORY));
    challenges.removeExpired(now);
    confirmations.removeExpired(now);
    attempts.removeExpired(now);
    budgets.removeExpired(now.toEpochMilli());
  }
}
