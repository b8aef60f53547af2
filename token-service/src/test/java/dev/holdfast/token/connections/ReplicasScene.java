package dev.holdfast.token.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.connections.CompleteConnection;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.TokenServer;
import dev.holdfast.token.connections.TokenOutcome.Unavailable;
import dev.holdfast.token.connections.TokenOutcome.Usable;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas on one database, and a provider whose refresh tokens work once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReplicasScene {

  final StubProvider provider = new StubProvider();
  TokenServer server;
  TokenServer replica;

  @BeforeAll
  void start(@TempDir Path keys) {
    server = TokenServer.start(keys, provider.settings());
    replica = server.replica(keys, provider.settings());
  }

  @AfterAll
  void stop() {
    replica.close();
    server.close();
    provider.close();
  }

  @BeforeEach
  void setUp() {
    provider.recover();
    // Whatever another test left is due no more.
    pass(Duration.ofDays(2));
    while (server.get(RefreshesAhead.class).round() > 0) {
      assertThat(provider.tokenRequests()).hasSizeLessThan(1000);
    }
    provider.tokenRequests().clear();
  }

  final Connections bean() {
    return server.get(Connections.class);
  }

  final StoredConnection stored(ConnectionKey key) {
    return server.get(ConnectionStore.class).find(key).orElseThrow();
  }

  final void pass(Duration time) {
    server.clock().advance(time);
    replica.clock().advance(Duration.between(replica.clock().instant(), server.clock().instant()));
  }

  final ConnectionKey connect() {
    var key = new ConnectionKey(server.someone(), "demo");
    connect(key);
    provider.tokenRequests().clear();
    return key;
  }

  final void connect(ConnectionKey key) {
    Consents consents = server.get(Consents.class);
    String state = consents.start(key).state();
    consents.complete(
        new CompleteConnection(key.subject(), state, Secret.of("code"), provider.issuer()));
  }

  static String token(TokenOutcome outcome) {
    return ((Usable) outcome).token().accessToken().reveal();
  }

  static Duration unavailable(TokenOutcome outcome) {
    return ((Unavailable) outcome).retryAfter();
  }
}
