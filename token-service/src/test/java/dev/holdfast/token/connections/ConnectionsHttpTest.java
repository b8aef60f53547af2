package dev.holdfast.token.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.connections.CompleteConnection;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.connections.ConnectionsApi;
import dev.holdfast.contracts.connections.StartedConnection;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.contracts.problem.ProblemTypes;
import dev.holdfast.contracts.revocation.RevokeGrants;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.testsupport.Races;
import dev.holdfast.token.Clients.ConnectionsClient;
import dev.holdfast.token.Clients.RevocationsClient;
import dev.holdfast.token.TokenServer;
import dev.holdfast.token.connections.TokenOutcome.Usable;
import dev.holdfast.token.encryption.KeysUnavailableException;
import dev.holdfast.token.encryption.UserKey;
import dev.holdfast.token.encryption.UserKeys;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionsHttpTest {

  private final StubProvider provider = new StubProvider();
  private TokenServer server;
  private ConnectionsApi connections;
  private ConnectionKey key;

  @BeforeAll
  void start(@TempDir Path keys) {
    server = TokenServer.start(keys, provider.settings());
    connections = server.get(ConnectionsClient.class);
  }

  @AfterAll
  void stop() {
    server.close();
    provider.close();
  }

  @BeforeEach
  void setUp() {
    key = new ConnectionKey(server.someone(), "demo");
    authorize();
    provider.recover();
    provider.tokenRequests().clear();
  }

  @Test
  void consentGivesATokenThatIsHandedOutWithoutFurtherCalls() {
    assertThat(connections.status(key).connected()).isFalse();
    StartedConnection started = connections.start(key);
    assertThat(started.authorizationUri().toString())
        .startsWith(provider.issuer() + "/authorize?")
        .contains("code_challenge_method=S256", "state=" + started.state())
        .doesNotContain(key.subject().subject());
    complete(key.subject(), started.state());

    assertThat(connections.status(key).connected()).isTrue();
    var first = connections.token(key);
    assertThat(connections.token(key)).isEqualTo(first);
    assertThat(first.expiresAt()).isEqualTo(server.clock().instant().plusSeconds(100));
    assertThat(provider.tokenRequests())
        .singleElement()
        .asString()
        .contains("code_verifier=", "code=the-code");
  }

  @Test
  void stateWorksOnceAndForItsUserOnly() {
    String state = connections.start(key).state();
    refused(() -> complete(server.someone(), state), 400, ProblemTypes.INVALID_REQUEST);
    refused(() -> complete(key.subject(), state), 400, ProblemTypes.INVALID_REQUEST);
    refused(() -> complete(key.subject(), "made-up"), 400, ProblemTypes.INVALID_REQUEST);

    String late = connections.start(key).state();
    server.clock().advance(Duration.ofMinutes(10));
    authorize();
    refused(() -> complete(key.subject(), late), 400, ProblemTypes.INVALID_REQUEST);
    assertThat(provider.tokenRequests()).isEmpty();
  }

  @Test
  void answerOfAnotherIssuerIsRefused() {
    String state = connections.start(key).state();
    refused(
        () ->
            connections.complete(
                new CompleteConnection(
                    key.subject(), state, Secret.of("the-code"), "http://evil.example")),
        400,
        ProblemTypes.INVALID_REQUEST);
    String without = connections.start(key).state();
    refused(
        () ->
            connections.complete(
                new CompleteConnection(key.subject(), without, Secret.of("the-code"), null)),
        400,
        ProblemTypes.INVALID_REQUEST);
    assertThat(provider.tokenRequests()).isEmpty();
  }

  @RepeatedTest(3)
  void manyCallersOfAnExpiredTokenMakeOneProviderCall() {
    connect();
    server.clock().advance(Duration.ofSeconds(101));
    Connections bean = server.get(Connections.class);

    var outcomes = Races.values(Races.run(50, () -> bean.token(key)));

    assertThat(outcomes).hasSize(50).allSatisfy(o -> assertThat(o).isInstanceOf(Usable.class));
    assertThat(outcomes).allSatisfy(o -> assertThat(o).isEqualTo(outcomes.getFirst()));
    assertThat(provider.tokenRequests()).hasSize(1);
  }

  @Test
  void leaseOfADeadHolderEndsByTime() {
    connect();
    server.clock().advance(Duration.ofSeconds(101));
    var store = server.get(ConnectionStore.class);
    var now = server.clock().instant();
    long version = store.find(key).orElseThrow().version();
    assertThat(store.lease(key, version, "dead", now, now.plusSeconds(20))).isTrue();
    assertThat(store.lease(key, version, "other", now, now.plusSeconds(20))).isFalse();

    server.clock().advance(Duration.ofSeconds(20));
    authorize();
    assertThat(connections.token(key).accessToken().reveal()).startsWith("upstream-");
    assertThat(provider.tokenRequests()).hasSize(1);
  }

  @Test
  void refusedRefreshMeansConsentIsNeeded() {
    connect();
    server.clock().advance(Duration.ofSeconds(101));
    authorize();
    provider.fail(400, "{\"error\":\"invalid_grant\"}");

    missing("/token", key, ProblemTypes.CONNECTION_MISSING);
    missing("/token", key, ProblemTypes.CONNECTION_MISSING);
    assertThat(provider.tokenRequests()).hasSize(1);
    assertThat(connections.status(key).connected()).isFalse();
  }

  @Test
  void troubleAtTheProviderPassesAndSparesTheConnection() {
    connect();
    server.clock().advance(Duration.ofSeconds(101));
    authorize();
    provider.fail(503, "");

    var refusal = refused(() -> connections.token(key), 503, ProblemTypes.TEMPORARILY_UNAVAILABLE);
    assertThat(refusal.getResponse().getHeaders().get("Retry-After")).isEqualTo("7");
    refused(() -> connections.token(key), 503, ProblemTypes.TEMPORARILY_UNAVAILABLE);
    assertThat(provider.tokenRequests()).hasSize(1);

    provider.recover();
    server.clock().advance(Duration.ofSeconds(7));
    authorize();
    assertThat(connections.token(key).accessToken().reveal()).startsWith("upstream-");
  }

  @Test
  void tokenDueForRefreshIsStillGoodWhileTheProviderIsAway() {
    connect();
    String old = connections.token(key).accessToken().reveal();
    server.clock().advance(Duration.ofSeconds(90));
    authorize();
    provider.fail(429, "");

    assertThat(connections.token(key).accessToken().reveal()).isEqualTo(old);
  }

  @Test
  void unknownProviderIsNotFound() {
    var unknown = new ConnectionKey(key.subject(), "unknown");
    missing("/start", unknown, ProblemTypes.NOT_FOUND);
    missing("/token", unknown, ProblemTypes.CONNECTION_MISSING);
  }

  @Test
  void disconnectEndsTheConnection() {
    connect();
    connections.disconnect(key);
    connections.disconnect(key);
    missing("/token", key, ProblemTypes.CONNECTION_MISSING);
  }

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
    server.clock().advance(Duration.ofSeconds(1));
    authorize();

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
    server.clock().advance(Duration.ofSeconds(101));
    authorize();
    connections.token(key);
    assertThat(provider.tokenRequests()).hasSize(1);

    kill(killed, EndReason.USER_LOCKED);

    missing("/token", key, ProblemTypes.CONNECTION_MISSING);
  }

  @Test
  void tokensCopiedToAnotherUsersRowDoNotOpen() throws SQLException {
    connect();
    ConnectionKey victim = key;
    key = new ConnectionKey(server.someone(), "demo");
    connect();
    copy("connection", "access_token", victim, key);

    assertThatThrownBy(() -> server.get(Connections.class).token(key))
        .isInstanceOf(KeysUnavailableException.class);
    copy("user_key", "wrapped", victim, key);
    assertThatThrownBy(() -> server.get(Connections.class).token(key))
        .isInstanceOf(KeysUnavailableException.class);
    refused(() -> connections.token(key), 500, ProblemTypes.UNEXPECTED);
  }

  @Test
  void tokensOfAnotherProviderOrVersionDoNotOpen() throws SQLException {
    connect();
    change("UPDATE connection SET provider = 'other' WHERE subject = ?");
    assertDoesNotOpen(new ConnectionKey(key.subject(), "other"));
    change("UPDATE connection SET provider = 'demo' WHERE subject = ?");
    assertThat(connections.token(key).accessToken().reveal()).startsWith("upstream-");

    change("UPDATE connection SET version = version + 1 WHERE subject = ?");
    assertDoesNotOpen(key);
    change("UPDATE connection SET version = version - 1 WHERE subject = ?");
    change("UPDATE connection SET access_token = refresh_token WHERE subject = ?");
    assertDoesNotOpen(key);
  }

  @Test
  void deletedUsersKeyIsGoneEvenIfTheRestFails() throws SQLException {
    connect();
    StoredConnection before = server.get(ConnectionStore.class).find(key).orElseThrow();
    var deleted =
        new RevokeGrants(
            UUID.randomUUID().toString(),
            key.subject(),
            null,
            server.clock().instant(),
            null,
            EndReason.USER_DELETED);
    var revocations = server.get(RevocationsClient.class);
    rename("access_epoch", "away");
    try {
      refused(() -> revocations.revoke(deleted), 500, ProblemTypes.UNEXPECTED);
    } finally {
      rename("away", "access_epoch");
    }
    assertThat(server.get(ConnectionStore.class).find(key)).isPresent();
    missing("/token", key, ProblemTypes.CONNECTION_MISSING);

    connect();
    UserKey next = server.get(UserKeys.class).find(key.subject()).orElseThrow();
    assertThatThrownBy(() -> new TokenSeal(next, key).accessToken(before))
        .isInstanceOf(KeysUnavailableException.class);
    revocations.revoke(deleted);
    missing("/token", key, ProblemTypes.CONNECTION_MISSING);
    connect();
    revocations.revoke(deleted);
    assertThat(connections.status(key).connected()).isTrue();
    assertThat(connections.token(key).accessToken().reveal()).startsWith("upstream-");
  }

  private void assertDoesNotOpen(ConnectionKey changed) {
    StoredConnection stored = server.get(ConnectionStore.class).find(changed).orElseThrow();
    UserKey userKey = server.get(UserKeys.class).find(changed.subject()).orElseThrow();
    assertThatThrownBy(() -> new TokenSeal(userKey, changed).accessToken(stored))
        .isInstanceOf(KeysUnavailableException.class);
  }

  private void change(String update) throws SQLException {
    try (var connection = server.schema().dataSource().getConnection();
        var sql = connection.prepareStatement(update)) {
      sql.setString(1, key.subject().subject());
      assertThat(sql.executeUpdate()).isEqualTo(1);
    }
  }

  private void rename(String from, String to) throws SQLException {
    try (var connection = server.schema().dataSource().getConnection();
        var sql = connection.createStatement()) {
      sql.execute("RENAME TABLE " + from + " TO " + to);
    }
  }

  private void copy(String table, String column, ConnectionKey from, ConnectionKey to)
      throws SQLException {
    String update =
        "UPDATE %1$s t JOIN %1$s s ON s.subject = ? SET t.%2$s = s.%2$s WHERE t.subject = ?"
            .formatted(table, column);
    try (var connection = server.schema().dataSource().getConnection();
        var sql = connection.prepareStatement(update)) {
      sql.setString(1, from.subject().subject());
      sql.setString(2, to.subject().subject());
      assertThat(sql.executeUpdate()).isEqualTo(1);
    }
  }

  private void kill(Instant at, EndReason reason) {
    server
        .get(RevocationsClient.class)
        .revoke(
            new RevokeGrants(UUID.randomUUID().toString(), key.subject(), null, at, null, reason));
  }

  private void authorize() {
    server.callWith(
        ServiceScope.CONNECTIONS_USE,
        ServiceScope.CONNECTIONS_WRITE,
        ServiceScope.REVOCATIONS_WRITE);
  }

  private void connect() {
    complete(key.subject(), connections.start(key).state());
    provider.tokenRequests().clear();
  }

  private void complete(SubjectId subject, String state) {
    connections.complete(
        new CompleteConnection(subject, state, Secret.of("the-code"), provider.issuer()));
  }

  /** By hand, because a declarative client makes null of a 404. */
  private void missing(String path, ConnectionKey of, String type) {
    String body =
        """
        {"subject":{"issuer":"%s","subject":"%s"},"provider":"%s"}"""
            .formatted(of.subject().issuer(), of.subject().subject(), of.provider());
    var answer = server.post("/connections" + path, body);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains(type);
  }

  private static HttpClientResponseException refused(
      ThrowingCallable call, int status, String type) {
    var refusal = catchThrowableOfType(HttpClientResponseException.class, call);
    assertThat(refusal).isNotNull();
    assertThat(refusal.getStatus().getCode()).isEqualTo(status);
    assertThat(refusal.getResponse().getBody(Problem.class))
        .hasValueSatisfying(problem -> assertThat(problem.type()).isEqualTo(type));
    return refusal;
  }
}
