package dev.holdfast.token.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.connections.DeviceAttempt;
import dev.holdfast.contracts.connections.DeviceProgress;
import dev.holdfast.contracts.connections.StartedDevice;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.problem.ProblemTypes;
import dev.holdfast.contracts.revocation.RevocationsApi;
import dev.holdfast.contracts.revocation.RevokeGrants;
import dev.holdfast.token.Clients.RevocationsClient;
import dev.holdfast.token.encryption.KeysUnavailableException;
import dev.holdfast.token.encryption.UserKey;
import dev.holdfast.token.encryption.UserKeys;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What ends a user ends what the user has upstream, as it was at that instant (row 9). */
class ConnectionKillsHttpTest extends ConnectionsScene {

  @ParameterizedTest
  @EnumSource(
      names = {
        "USER_LOCKED",
        "USER_DISABLED",
        "USER_DELETED",
        "CREDENTIALS_CHANGED",
        "PROVIDER_UNLINKED"
      })
  void killedUserLosesConnectionsKeyAndPendingConsents(EndReason reason) {
    connect();
    String pending = connections.start(key).state();
    server.clock().advance(Duration.ofNanos(1000));
    kill(server.clock().instant(), reason);

    assertThat(server.get(UserKeys.class).find(key.subject())).isEmpty();
    missing("/token", key, ProblemTypes.CONNECTION_MISSING);
    refused(() -> complete(key.subject(), pending), 400, ProblemTypes.INVALID_REQUEST);
    connect();
    assertThat(connections.status(key).connected()).isTrue();
  }

  /** As it is with grants: a kill ends what began before its instant, however late it comes. */
  @Test
  void aKillThatComesLateSparesWhatTheUserConsentedToSince() {
    Instant killed = server.clock().instant();
    connect();
    String token = connections.token(key).accessToken().reveal();
    String pending = connections.start(key).state();

    kill(killed, EndReason.USER_LOCKED);

    assertThat(connections.token(key).accessToken().reveal()).isEqualTo(token);
    complete(key.subject(), pending);
    assertThat(connections.status(key).connected()).isTrue();
  }

  @Test
  void aKillThatComesLateStillEndsWhatIsOlder() {
    connect();
    String older = connections.start(key).state();
    server.clock().advance(Duration.ofSeconds(1));
    Instant killed = server.clock().instant();
    String newer = connections.start(key).state();
    pass(Duration.ofSeconds(1));

    kill(killed, EndReason.CREDENTIALS_CHANGED);

    missing("/token", key, ProblemTypes.CONNECTION_MISSING);
    refused(() -> complete(key.subject(), older), 400, ProblemTypes.INVALID_REQUEST);
    complete(key.subject(), newer);
    assertThat(connections.status(key).connected()).isTrue();
  }

  @Test
  void aConsentFromBeforeAKillFallsUnderItThoughItIsCompletedAfterwards() {
    String begun = connections.start(key).state();
    server.clock().advance(Duration.ofSeconds(1));
    Instant killed = server.clock().instant();
    complete(key.subject(), begun);

    kill(killed, EndReason.USER_DISABLED);

    missing("/token", key, ProblemTypes.CONNECTION_MISSING);
  }

  @Test
  void aRefreshDoesNotMakeAConnectionYounger() {
    connect();
    server.clock().advance(Duration.ofSeconds(1));
    Instant killed = server.clock().instant();
    pass(Duration.ofSeconds(101));
    connections.token(key);
    assertThat(provider.tokenRequests()).hasSize(1);

    kill(killed, EndReason.USER_LOCKED);

    missing("/token", key, ProblemTypes.CONNECTION_MISSING);
  }

  @Test
  void deletedUsersKeyIsGoneEvenIfTheRestFails() throws SQLException {
    connect();
    StoredConnection before = stored();
    RevokeGrants deleted = deletedAfterNow();
    applyWithoutEpochs(deleted);
    assertThat(stored()).isEqualTo(before);
    missing("/token", key, ProblemTypes.CONNECTION_MISSING);

    connect();
    UserKey next = server.get(UserKeys.class).find(key.subject()).orElseThrow();
    assertThatThrownBy(() -> new TokenSeal(next, key).accessToken(before))
        .isInstanceOf(KeysUnavailableException.class);
    revocations().revoke(deleted);
    assertThat(connections.token(key).accessToken().reveal()).startsWith("upstream-");
  }

  /** A late event of a deletion meets a user who came back: that one keeps key and consents. */
  @Test
  void aDeletionThatComesLateSparesTheKeyOfWhoCameBack() throws SQLException {
    RevokeGrants deleted = deletedAfterNow();
    connect();
    String token = connections.token(key).accessToken().reveal();
    applyWithoutEpochs(deleted);
    assertThat(connections.token(key).accessToken().reveal()).isEqualTo(token);

    revocations().revoke(deleted);
    assertThat(connections.token(key).accessToken().reveal()).isEqualTo(token);
  }

  @Test
  void aDeletionThatComesLateSparesAConsentUnderWay() {
    RevokeGrants deleted = deletedAfterNow();
    String pending = connections.start(key).state();

    revocations().revoke(deleted);

    complete(key.subject(), pending);
    assertThat(connections.status(key).connected()).isTrue();
  }

  @Test
  void aDeletionThatComesLateSparesADeviceUnderWay() {
    RevokeGrants deleted = deletedAfterNow();
    StartedDevice started = connections.startDevice(key);

    revocations().revoke(deleted);

    pass(Duration.ofSeconds(5));
    assertThat(server.get(DevicePolls.class).round()).isEqualTo(1);
    assertThat(
            connections.deviceProgress(new DeviceAttempt(key.subject(), started.handle())).state())
        .isEqualTo(DeviceProgress.State.CONNECTED);
  }

  @Test
  void aDeletionThatComesLateStillEndsWhatIsOlderThanIt() {
    var older = new ConnectionKey(key.subject(), "second");
    connect(older);
    RevokeGrants deleted = deletedAfterNow();
    connect();

    revocations().revoke(deleted);

    missing("/token", older, ProblemTypes.CONNECTION_MISSING);
    assertThat(connections.status(key).connected()).isTrue();
  }

  /** The user's deletion, a moment from now, which is the present when this returns. */
  private RevokeGrants deletedAfterNow() {
    pass(Duration.ofNanos(1000));
    return sweep(server.clock().instant(), EndReason.USER_DELETED);
  }

  /** All that is done before the database fails. */
  private void applyWithoutEpochs(RevokeGrants sweep) throws SQLException {
    sql("RENAME TABLE access_epoch TO away");
    try {
      refused(() -> revocations().revoke(sweep), 500, ProblemTypes.UNEXPECTED);
    } finally {
      sql("RENAME TABLE away TO access_epoch");
    }
  }

  private void kill(Instant at, EndReason reason) {
    revocations().revoke(sweep(at, reason));
  }

  private RevokeGrants sweep(Instant at, EndReason reason) {
    return new RevokeGrants(UUID.randomUUID().toString(), key.subject(), null, at, null, reason);
  }

  private RevocationsApi revocations() {
    return server.get(RevocationsClient.class);
  }

  @Override
  Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(super.settings());
    settings.putAll(provider.settings("second", Map.of()));
    return settings;
  }
}
