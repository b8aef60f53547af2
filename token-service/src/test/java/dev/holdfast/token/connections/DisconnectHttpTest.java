package dev.holdfast.token.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.connections.DisconnectAll;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.problem.ProblemTypes;
import dev.holdfast.contracts.revocation.RevokeGrants;
import dev.holdfast.token.Clients.RevocationsClient;
import dev.holdfast.token.connections.TokenOutcome.Missing;
import dev.holdfast.token.encryption.UserKeys;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What ends here ends at the provider too, sooner or later. */
class DisconnectHttpTest extends ConnectionsScene {

  @BeforeEach
  void nothingIsToBeRevoked() {
    provider.answerRevocations(200, "");
    pass(Duration.ofDays(1));
    assertThat(round()).isZero();
    provider.revocations().clear();
  }

  @Override
  Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(super.settings());
    settings.putAll(provider.settings("second", Map.of()));
    settings.putAll(
        provider.settings(
            "keeps-tokens",
            Map.of(
                "authorization-endpoint", provider.issuer() + "/authorize",
                "token-endpoint", provider.issuer() + "/token")));
    return settings;
  }

  @Test
  void providerRevokesTheRefreshTokenOfAnEndedConnection() {
    connect();
    connections.disconnect(key);
    assertThat(connections.status(key).connected()).isFalse();
    assertThat(provider.revocations()).isEmpty();

    assertThat(round()).isEqualTo(1);
    assertThat(provider.revocations())
        .singleElement()
        .asString()
        .contains("token=refresh-", "token_type_hint=refresh_token");
    assertThat(round()).isZero();
  }

  @Test
  void endDoesNotWaitForAProviderInTroubleThatIsAskedAgainAFewTimes() {
    connect();
    provider.answerRevocations(503, "");
    connections.disconnect(key);
    assertThat(connections.status(key).connected()).isFalse();
    for (int attempt = 1; attempt <= 8; attempt++) {
      assertThat(round()).isEqualTo(1);
      assertThat(round()).isZero();
      server.clock().advance(Duration.ofHours(2));
    }
    assertThat(round()).isZero();
    assertThat(provider.revocations()).hasSizeBetween(5, 8);
  }

  @Test
  void providerThatCannotRevokeIsNotAskedAgain() {
    connect();
    provider.answerRevocations(400, "{\"error\":\"unsupported_token_type\"}");
    connections.disconnect(key);
    var keeping = new ConnectionKey(key.subject(), "keeps-tokens");
    connect(keeping);
    connections.disconnect(keeping);

    assertThat(round()).isEqualTo(2);
    server.clock().advance(Duration.ofHours(2));
    assertThat(round()).isZero();
    assertThat(provider.revocations()).hasSize(1);
  }

  @Test
  void logoutEndsEveryConnectionOfThatUserOnly() {
    var second = new ConnectionKey(key.subject(), "second");
    var other = new ConnectionKey(server.someone(), "demo");
    connect();
    connect(second);
    connect(other);
    String pending = connections.start(key).state();

    connections.disconnectAll(new DisconnectAll(key.subject()));
    connections.disconnectAll(new DisconnectAll(key.subject()));

    assertThat(connections.status(key).connected()).isFalse();
    assertThat(connections.status(second).connected()).isFalse();
    assertThat(connections.status(other).connected()).isTrue();
    refused(() -> complete(key.subject(), pending), 400, ProblemTypes.INVALID_REQUEST);
    assertThat(round()).isEqualTo(2);
    assertThat(provider.revocations()).hasSize(2);
  }

  @Test
  void tokensThatArriveAfterTheEndAreRevokedToo() throws Exception {
    connect();
    server.clock().advance(Duration.ofSeconds(101));
    provider.hang();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var late = threads.submit(() -> server.get(Connections.class).token(key));
      await().until(() -> provider.tokenRequests().size() == 1);
      server.get(Connections.class).disconnect(key);
      provider.openGate();
      assertThat(late.get(10, TimeUnit.SECONDS)).isInstanceOf(Missing.class);
    }
    assertThat(round()).isEqualTo(2);
    assertThat(provider.revocations()).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void whatIsToBeRevokedMovesToANewKeyOfTheUser() {
    connect();
    connections.disconnect(key);
    var before = server.get(EndedConnectionStore.class).findAll(key.subject()).getFirst();
    server
        .get(SealedConnections.class)
        .sealAnew(server.get(UserKeys.class).find(key.subject()).orElseThrow());
    var after = server.get(EndedConnectionStore.class).findAll(key.subject()).getFirst();

    assertThat(after.tokens().refreshToken()).isNotEqualTo(before.tokens().refreshToken());
    assertThat(round()).isEqualTo(1);
    assertThat(provider.revocations()).singleElement().asString().contains("token=refresh-");
  }

  @Test
  void killSwitchLeavesNothingToBeRevoked() {
    connect();
    connections.disconnect(key);
    connect();
    server.clock().advance(Duration.ofSeconds(1));
    server
        .get(RevocationsClient.class)
        .revoke(
            new RevokeGrants(
                UUID.randomUUID().toString(),
                key.subject(),
                null,
                server.clock().instant(),
                null,
                EndReason.USER_LOCKED));
    assertThat(round()).isZero();
    assertThat(provider.revocations()).isEmpty();
  }

  private int round() {
    return server.get(ProviderRevocations.class).round();
  }
}
