package dev.holdfast.token.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.connections.CompleteConnection;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.connections.ConnectionsApi;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.testsupport.Races;
import dev.holdfast.token.Clients.ConnectionsClient;
import dev.holdfast.token.TokenServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyConsentsTest {

  private final StubProvider provider = new StubProvider();
  private TokenServer server;
  private ConnectionsApi connections;

  @BeforeEach
  void start(@TempDir Path keys) {
    server = TokenServer.start(keys, provider.settings());
    connections = server.get(ConnectionsClient.class);
    server.callWith(ServiceScope.CONNECTIONS_WRITE);
  }

  @AfterEach
  void stop() {
    server.close();
    provider.close();
  }

  @Test
  void peopleWhoConsentAtTheSameTimeDoNotGetInEachOthersWay() {
    var outcomes = Races.run(12, this::connectTen);

    assertThat(Races.failures(outcomes)).isEmpty();
    assertThat(Races.values(outcomes)).hasSize(12).containsOnly(true);
  }

  @Test
  void consentThatNobodyGaveInTimeIsForgotten() {
    ConnectionKey late = someonesKey();
    ConnectionKey inTime = someonesKey();
    connections.start(late);
    server.clock().advance(Duration.ofHours(1));
    server.callWith(ServiceScope.CONNECTIONS_WRITE);
    connections.start(inTime);

    assertThat(forget()).isEqualTo(1);
    assertThat(server.get(AttemptStore.class).findAll(late.subject())).isEmpty();
    assertThat(server.get(AttemptStore.class).findAll(inTime.subject())).hasSize(1);
  }

  @Test
  void outcomeOfADeviceIsRememberedForAWhile() {
    ConnectionKey key = someonesKey();
    connections.startDevice(key);

    server.clock().advance(Duration.ofMinutes(5));
    assertThat(forget()).isZero();
    server.clock().advance(Duration.ofMinutes(10));
    assertThat(forget()).isEqualTo(1);
  }

  private boolean connectTen() {
    boolean all = true;
    for (int round = 0; round < 10; round++) {
      ConnectionKey key = someonesKey();
      connect(key);
      all &= connections.status(key).connected();
    }
    return all;
  }

  private int forget() {
    return server.get(RetainedConsents.class).forget(server.clock().instant(), 500);
  }

  private void connect(ConnectionKey key) {
    String state = connections.start(key).state();
    connections.complete(
        new CompleteConnection(key.subject(), state, Secret.of("a-code"), provider.issuer()));
  }

  private ConnectionKey someonesKey() {
    return new ConnectionKey(server.someone(), "demo");
  }
}
