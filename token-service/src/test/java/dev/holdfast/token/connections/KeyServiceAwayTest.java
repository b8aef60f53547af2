package dev.holdfast.token.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.token.encryption.StubKeyService;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Nothing is given up because the key service is away. */
class KeyServiceAwayTest extends ConnectionsScene {

  private final StubKeyService keyService = new StubKeyService();

  @Override
  Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(super.settings());
    settings.put(
        "holdfast.token.keys.primary",
        "hcvault://" + keyService.authority() + "/transit/keys/main");
    settings.put("holdfast.token.keys.vault.token", StubKeyService.TOKEN);
    settings.put("holdfast.token.keys.vault.plain-http", true);
    return settings;
  }

  @AfterAll
  void stopKeyService() {
    keyService.close();
  }

  @Test
  void whoWaitsForARefreshDoesNotAskTheKeyService() throws Exception {
    connect();
    pass(Duration.ofSeconds(101));
    provider.hang();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var holder = threads.submit(() -> connections.token(key));
      await().until(() -> provider.tokenRequests().size() == 1);
      int calls = keyService.calls();
      var waiter = threads.submit(() -> connections.token(key));
      await().during(Duration.ofMillis(500)).until(() -> keyService.calls() == calls);
      provider.openGate();

      assertThat(List.of(holder.get().accessToken(), waiter.get().accessToken()))
          .allMatch(holder.get().accessToken()::equals);
    }
  }

  @Test
  void revocationAtAProviderWaitsForTheKeys() {
    connect();
    connections.disconnect(key);
    var ended = server.get(EndedConnectionStore.class);

    keyService.down(true);
    assertThat(server.get(ProviderRevocations.class).round()).isEqualTo(1);
    assertThat(ended.findAll(key.subject())).hasSize(1);
    assertThat(provider.revocations()).isEmpty();

    keyService.down(false);
    pass(Duration.ofSeconds(20));
    assertThat(server.get(ProviderRevocations.class).round()).isEqualTo(1);
    assertThat(ended.findAll(key.subject())).isEmpty();
    assertThat(provider.revocations()).singleElement().asString().contains("token=refresh-");
  }
}
