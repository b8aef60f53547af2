package dev.holdfast.token.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.testsupport.Races;
import dev.holdfast.token.connections.TokenOutcome.Missing;
import dev.holdfast.token.connections.TokenOutcome.Usable;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** One refresh at a time, whoever asks, and whatever comes late. */
class RefreshesTest extends ReplicasScene {

  @Test
  void fiftyCallersOfTwoReplicasMakeOneCall() {
    ConnectionKey key = connect();
    pass(Duration.ofSeconds(101));
    List<Connections> replicas = List.of(bean(), replica.get(Connections.class));
    double saved = saved();

    var outcomes =
        Races.values(
            Races.run(50, number -> () -> replicas.get(number % replicas.size()).token(key)));

    assertThat(outcomes).hasSize(50).allSatisfy(o -> assertThat(o).isEqualTo(outcomes.getFirst()));
    assertThat(outcomes.getFirst()).isInstanceOf(Usable.class);
    assertThat(provider.tokenRequests()).hasSize(1);
    assertThat(saved()).isGreaterThan(saved);

    pass(Duration.ofSeconds(101));
    provider.fail(400, "{\"error\":\"invalid_grant\"}");
    var refused =
        Races.values(
            Races.run(50, number -> () -> replicas.get(number % replicas.size()).token(key)));
    assertThat(refused).hasSize(50).allSatisfy(o -> assertThat(o).isInstanceOf(Missing.class));
    assertThat(provider.tokenRequests()).hasSize(2);
    assertThat(stored(key).state()).isEqualTo(ConnectionState.NEEDS_CONSENT);
    assertThat(stored(key).refreshToken()).isNull();

    provider.recover();
    connect(key);
    assertThat(bean().token(key)).isInstanceOf(Usable.class);
  }

  @Test
  void refusalOfATokenThatWasReplacedMeanwhileSparesTheNewOne() throws Exception {
    ConnectionKey key = connect();
    pass(Duration.ofSeconds(101));
    provider.hang();
    provider.fail(400, "{\"error\":\"invalid_grant\"}");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = threads.submit(() -> bean().token(key));
      await().until(() -> provider.tokenRequests().size() == 1);
      replaceTokens(key, "newer");
      provider.openGate();

      assertThat(token(waiting.get(10, TimeUnit.SECONDS))).isEqualTo("newer");
    }
    assertThat(stored(key).state()).isEqualTo(ConnectionState.LIVE);
    assertThat(provider.tokenRequests()).hasSize(1);
  }

  @Test
  void holderThatLostItsLeaseStillStoresWhatItGot() throws Exception {
    ConnectionKey key = connect();
    pass(Duration.ofSeconds(101));
    provider.hang();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var late = threads.submit(() -> bean().token(key));
      await().until(() -> provider.tokenRequests().size() == 1);
      Instant now = server.clock().instant();
      var store = replica.get(ConnectionStore.class);
      long version = stored(key).version();
      assertThat(store.lease(key, version, "other", now.plusSeconds(21), now.plusSeconds(41)))
          .isTrue();
      provider.openGate();

      String token = token(late.get(10, TimeUnit.SECONDS));
      assertThat(token(replica.get(Connections.class).token(key))).isEqualTo(token);
      assertThat(store.refuse(key, version, "other")).isFalse();
    }
    assertThat(provider.tokenRequests()).hasSize(1);
  }

  @Test
  void lateResultDoesNotComeIntoANewConnectionOfTheSameUser()
      throws ExecutionException, InterruptedException, TimeoutException {
    ConnectionKey key = connect();
    pass(Duration.ofSeconds(101));
    provider.hang();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var late = threads.submit(() -> bean().token(key));
      await().until(() -> provider.tokenRequests().size() == 1);
      bean().disconnect(key);
      replaceTokens(key, "of another account");
      provider.openGate();

      assertThat(token(late.get(10, TimeUnit.SECONDS))).isEqualTo("of another account");
    }
  }

  @Test
  void coolDownGrowsAndHoldsForEveryReplica() {
    ConnectionKey key = connect();
    pass(Duration.ofSeconds(101));
    provider.answer(500, "text/html", "");
    Duration longest = Duration.ZERO;
    for (int failure = 1; failure <= 5; failure++) {
      Duration wait = unavailable(bean().token(key));
      Duration full = Duration.ofSeconds(1L << failure);
      assertThat(wait).isBetween(full.multipliedBy(3).dividedBy(4), full).isGreaterThan(longest);
      assertThat(stored(key).failures()).isEqualTo(failure);
      assertThat(unavailable(replica.get(Connections.class).token(key))).isLessThanOrEqualTo(wait);
      assertThat(provider.tokenRequests()).hasSize(failure);
      longest = wait;
      pass(wait);
    }
    provider.recover();
    assertThat(bean().token(key)).isInstanceOf(Usable.class);
    assertThat(stored(key).failures()).isZero();
    // So that the breaker forgets.
    for (int call = 0; call < 20; call++) {
      pass(Duration.ofSeconds(101));
      assertThat(bean().token(key)).isInstanceOf(Usable.class);
    }
  }

  @Test
  void providerThatKeepsTheRefreshTokenIsAskedWithItAgain() {
    ConnectionKey key = connect();
    provider.answer(
        200,
        "application/json",
        "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":100,\"scope\":\"openid\"}");
    for (int time = 0; time < 2; time++) {
      pass(Duration.ofSeconds(101));
      assertThat(token(bean().token(key))).isEqualTo("a");
    }
    assertThat(new HashSet<>(provider.tokenRequests())).hasSize(1);
    assertThat(stored(key).scopes()).containsExactly("openid");
  }

  private double saved() {
    return List.of(server, replica).stream()
        .mapToDouble(
            each ->
                each.get(MeterRegistry.class)
                    .counter("holdfast.token.connections.saved", "provider", "demo")
                    .count())
        .sum();
  }

  /** As a consent does that comes in between. */
  private void replaceTokens(ConnectionKey key, String accessToken) {
    var tokens =
        new ProviderTokens(
            Secret.of(accessToken), Secret.of("another"), Duration.ofSeconds(100), null);
    server.get(Consents.class).store(key, tokens, server.clock().instant());
  }
}
