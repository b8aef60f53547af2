package dev.holdfast.token.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.connections.CompleteConnection;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.connections.ConnectionsApi;
import dev.holdfast.contracts.connections.DisconnectAll;
import dev.holdfast.contracts.events.SessionEvent.SessionsEnded;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.revocation.RevokeGrants;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.Clients.ConnectionsClient;
import dev.holdfast.token.Clients.RevocationsClient;
import dev.holdfast.token.TokenServer;
import dev.holdfast.token.connections.TokenOutcome.Missing;
import dev.holdfast.token.encryption.UserKeys;
import dev.holdfast.token.problem.RefusalException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What ends here ends at the provider too, sooner or later. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DisconnectHttpTest {

  private final StubProvider provider = new StubProvider();
  private TokenServer server;
  private ConnectionsApi connections;
  private ConnectionKey key;

  @BeforeAll
  void start(@TempDir Path keys) {
    Map<String, Object> settings = new HashMap<>(provider.settings());
    settings.putAll(provider.settings("second", Map.of()));
    settings.putAll(
        provider.settings(
            "keeps-tokens",
            Map.of(
                "authorization-endpoint", provider.issuer() + "/authorize",
                "token-endpoint", provider.issuer() + "/token")));
    server = TokenServer.start(keys, settings);
    connections = server.get(ConnectionsClient.class);
  }

  @AfterAll
  void stop() {
    server.close();
    provider.close();
  }

  @BeforeEach
  void setUp() {
    provider.answerRevocations(200, "");
    server.clock().advance(Duration.ofDays(1));
    server.callWith(
        ServiceScope.CONNECTIONS_USE,
        ServiceScope.CONNECTIONS_WRITE,
        ServiceScope.REVOCATIONS_WRITE);
    assertThat(round()).isZero();
    provider.recover();
    provider.revocations().clear();
    provider.tokenRequests().clear();
    key = new ConnectionKey(server.someone(), "demo");
  }

  @Test
  void providerRevokesTheRefreshTokenOfAnEndedConnection() {
    connect(key);
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
    connect(key);
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
    connect(key);
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
    connect(key);
    connect(second);
    connect(other);
    String pending = server.get(Consents.class).start(key).state();

    connections.disconnectAll(new DisconnectAll(key.subject()));
    connections.disconnectAll(new DisconnectAll(key.subject()));

    assertThat(server.events(SessionsEnded.class, key.subject()))
        .extracting(event -> event.header().time())
        .contains(server.clock().instant().truncatedTo(ChronoUnit.MICROS));
    assertThat(connections.status(key).connected()).isFalse();
    assertThat(connections.status(second).connected()).isFalse();
    assertThat(connections.status(other).connected()).isTrue();
    assertThatThrownBy(() -> complete(key, pending)).isInstanceOf(RefusalException.class);
    assertThat(round()).isEqualTo(2);
    assertThat(provider.revocations()).hasSize(2);
  }

  @Test
  void tokensThatArriveAfterTheEndAreRevokedToo() throws Exception {
    connect(key);
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
    connect(key);
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
    connect(key);
    connections.disconnect(key);
    connect(key);
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

  private void connect(ConnectionKey of) {
    Consents consents = server.get(Consents.class);
    complete(of, consents.start(of).state());
    provider.tokenRequests().clear();
  }

  private void complete(ConnectionKey of, String state) {
    server
        .get(Consents.class)
        .complete(
            new CompleteConnection(of.subject(), state, Secret.of("code"), provider.issuer()));
  }
}
