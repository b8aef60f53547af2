package dev.holdfast.bearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.bearer.testing.NoTls;
import dev.holdfast.bearer.testing.TestIssuer;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.network.InternalAddresses;
import dev.holdfast.testsupport.MutableClock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientCredentialsTest {

  private static final String THERE = "http://localhost:9001";

  private final TestIssuer issuer = TestIssuer.start();
  private final MutableClock clock = MutableClock.atPresent();
  private final ServiceTokens tokens =
      new ClientCredentials(
          new ServiceClientSettings(issuer.url(), null, "mcp-gateway", Secret.of("s3cret")),
          InternalAddresses.none(),
          NoTls.settings(),
          clock);

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  void manyCallersShareOneRequest() {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        callers.execute(() -> seen.add(tokens.token(THERE).reveal()));
      }
    }

    assertThat(seen).containsExactly("service-token-1");
    assertThat(issuer.tokensIssued()).isEqualTo(1);
  }

  @Test
  void tokenIsReplacedShortlyBeforeItEnds() {
    assertThat(tokens.token(THERE).reveal()).isEqualTo("service-token-1");
    clock.advance(Duration.ofSeconds(269));
    assertThat(tokens.token(THERE).reveal()).isEqualTo("service-token-1");
    clock.advance(Duration.ofSeconds(1));
    assertThat(tokens.token(THERE).reveal()).isEqualTo("service-token-2");
  }

  @Test
  void outageIsTold() {
    issuer.down(true);

    assertThatThrownBy(() -> tokens.token(THERE))
        .isInstanceOf(ServiceTokenUnavailableException.class);
  }
}
