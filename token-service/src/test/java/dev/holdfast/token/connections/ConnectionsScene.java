package dev.holdfast.token.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.connections.CompleteConnection;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.connections.ConnectionsApi;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.Clients.ConnectionsClient;
import dev.holdfast.token.TokenServer;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A server with a provider behind it, called over HTTP for a new user in each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConnectionsScene {

  final StubProvider provider = new StubProvider();
  TokenServer server;
  ConnectionsApi connections;
  ConnectionKey key;
  Path keys;

  @BeforeAll
  void start(@TempDir Path directory) {
    keys = directory.resolve("keys");
    server = TokenServer.start(keys, settings());
    connections = server.get(ConnectionsClient.class);
  }

  @AfterAll
  void stop() {
    server.close();
    provider.close();
  }

  @BeforeEach
  void newUser() {
    key = new ConnectionKey(server.someone(), "demo");
    authorize();
    provider.recover();
    provider.tokenRequests().clear();
  }

  /** What the server knows of providers. */
  Map<String, Object> settings() {
    return provider.settings();
  }

  /** Lets time pass, and renews the caller's service token. */
  final void pass(Duration time) {
    server.clock().advance(time);
    authorize();
  }

  final void authorize() {
    server.callWith(
        ServiceScope.CONNECTIONS_USE,
        ServiceScope.CONNECTIONS_WRITE,
        ServiceScope.REVOCATIONS_WRITE);
  }

  final void connect() {
    connect(key);
  }

  /** A consent from beginning to end; the provider's record begins after it. */
  final void connect(ConnectionKey of) {
    complete(of.subject(), connections.start(of).state());
    provider.tokenRequests().clear();
  }

  final void complete(SubjectId subject, String state) {
    connections.complete(
        new CompleteConnection(subject, state, Secret.of("the-code"), provider.issuer()));
  }

  final StoredConnection stored() {
    return server.get(ConnectionStore.class).find(key).orElseThrow();
  }

  final void sql(String statement) throws SQLException {
    try (var connection = server.schema().dataSource().getConnection();
        var sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  /** By hand, because a declarative client makes null of a 404. */
  final void missing(String path, ConnectionKey of, String type) {
    String body =
        """
        {"subject":{"issuer":"%s","subject":"%s"},"provider":"%s"}"""
            .formatted(of.subject().issuer(), of.subject().subject(), of.provider());
    var answer = server.post("/connections" + path, body);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains(type);
  }

  static HttpClientResponseException refused(ThrowingCallable call, int status, String type) {
    var refusal = catchThrowableOfType(HttpClientResponseException.class, call);
    assertThat(refusal).isNotNull();
    assertThat(refusal.getStatus().getCode()).isEqualTo(status);
    assertThat(refusal.getResponse().getBody(Problem.class))
        .hasValueSatisfying(problem -> assertThat(problem.type()).isEqualTo(type));
    return refusal;
  }
}
