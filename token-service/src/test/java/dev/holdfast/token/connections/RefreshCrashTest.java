package dev.holdfast.token.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.testsupport.MutableClock;
import dev.holdfast.token.HeldLock;
import dev.holdfast.token.TokenProcess;
import dev.holdfast.token.connections.TokenOutcome.Missing;
import dev.holdfast.token.connections.TokenOutcome.Unavailable;
import dev.holdfast.token.connections.TokenOutcome.Usable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica is killed at each step of a refresh; another one takes over what was on record. */
class RefreshCrashTest extends ConnectionsScene {

  private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

  @Override
  Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(super.settings());
    settings.put("holdfast.token.connections.patience", "200ms");
    return settings;
  }

  /** The process lives by the real time. */
  @BeforeEach
  void connectedAtPresent() {
    server.clock().set(MutableClock.atPresent().instant());
    authorize();
    connect();
  }

  @AfterEach
  void disconnected() {
    connections.disconnect(key);
  }

  @Test
  void killedBeforeTheProviderIsAsked() throws Exception {
    provider.hangMetadata();
    int described = provider.described();
    killWhen(() -> stored().leaseUntil() != null && provider.described() > described);
    assertThat(provider.tokenRequests()).isEmpty();

    provider.recover();
    assertNobodyElseRedeemsMeanwhile(0);
    assertTakenOver();
    assertThat(provider.tokenRequests()).hasSize(1);
  }

  /** The provider never saw the end of it, and gives the same successor to who comes again. */
  @Test
  void killedWhileAProviderWithALeewayAnswers() throws Exception {
    provider.spendRefreshTokens(true);
    provider.hang();
    killWhen(() -> provider.tokenRequests().size() == 1);

    provider.recover();
    assertNobodyElseRedeemsMeanwhile(1);
    assertTakenOver();
    assertRedeemedTwice();
  }

  /** There is no other token in the world: the user is asked, and nothing stays half done. */
  @Test
  void killedWhileAProviderWithoutALeewayAnswers() throws Exception {
    provider.spendRefreshTokens(false);
    provider.hang();
    killWhen(() -> provider.tokenRequests().size() == 1);

    provider.recover();
    assertNobodyElseRedeemsMeanwhile(1);
    pass(Duration.ofMinutes(2));
    assertThat(bean().token(key)).isInstanceOf(Missing.class);
    assertRedeemedTwice();
    assertThat(stored().state()).isEqualTo(ConnectionState.NEEDS_CONSENT);
    connect();
    assertThat(bean().token(key)).isInstanceOf(Usable.class);
  }

  @Test
  void killedBetweenTheAnswerAndItsStoring() throws Exception {
    provider.spendRefreshTokens(true);
    long version = stored().version();
    try (var lock =
        HeldLock.by(
            server.schema(),
            "SELECT * FROM user_key WHERE subject = '%s' FOR UPDATE"
                .formatted(key.subject().subject()))) {
      killWhen(() -> lock.keepsWaiting("user_key", "FOR UPDATE"));
    }
    assertThat(provider.tokenRequests()).hasSize(1);
    assertThat(stored().version()).isEqualTo(version);

    assertNobodyElseRedeemsMeanwhile(1);
    assertTakenOver();
    assertRedeemedTwice();
  }

  /** A condition that may look into the database. */
  private interface Moment {
    boolean hasCome() throws SQLException;
  }

  /** Lets a process refresh what is due, until the moment has come. */
  private void killWhen(Moment moment) throws Exception {
    expire();
    try (var process = TokenProcess.start(server.schema(), keys, settings())) {
      await().atMost(STARTS_WITHIN).until(moment::hasCome);
      process.kill();
    }
  }

  /** The intent is on record. */
  private void assertNobodyElseRedeemsMeanwhile(int requests) {
    assertThat(stored().leaseUntil()).isAfter(server.clock().instant());
    assertThat(bean().token(key)).isInstanceOf(Unavailable.class);
    assertThat(server.get(RefreshesAhead.class).round()).isZero();
    assertThat(provider.tokenRequests()).hasSize(requests);
  }

  private void assertTakenOver() {
    long version = stored().version();
    pass(Duration.ofMinutes(2));
    assertThat(server.get(RefreshesAhead.class).round()).isEqualTo(1);
    assertThat(bean().token(key)).isInstanceOf(Usable.class);
    assertThat(stored().version()).isEqualTo(version + 1);
    assertThat(stored().leaseUntil()).isNull();
    assertThat(connections.token(key).accessToken().reveal()).startsWith("upstream-");
  }

  private void assertRedeemedTwice() {
    assertThat(provider.tokenRequests()).hasSize(2);
    assertThat(new HashSet<>(provider.tokenRequests())).hasSize(1);
  }

  private Connections bean() {
    return server.get(Connections.class);
  }

  /** The process has a clock of its own. */
  private void expire() throws SQLException {
    sql(
        "UPDATE connection SET refresh_at = '2020-01-01 00:00:00',"
            + " expires_at = '2020-01-01 00:00:00', due_at = '2020-01-01 00:00:00'");
  }
}
