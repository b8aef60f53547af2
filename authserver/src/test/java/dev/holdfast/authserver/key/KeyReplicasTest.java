package dev.holdfast.authserver.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.bearer.AccessTokenVerifier;
import dev.holdfast.bearer.UnverifiedToken;
import dev.holdfast.bearer.Verification;
import dev.holdfast.bearer.testing.NoTls;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.testsupport.MutableClock;
import dev.holdfast.testsupport.Races;
import dev.holdfast.testsupport.Schema;
import dev.holdfast.testsupport.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyReplicasTest {

  private static final Duration AHEAD = Duration.ofSeconds(5 * 60 + 15 + 60);

  @TempDir Path keyset;

  private final Schema schema = TestDatabase.any().newSchema();
  private final MutableClock clock = MutableClock.atPresent();
  private Replica one;
  private Replica two;

  @BeforeEach
  void start() {
    one = Replica.first(schema, keyset, clock);
    two = one.another(schema, keyset);
  }

  @AfterEach
  void stop() {
    two.close();
    one.close();
  }

  @Test
  void rotationsThatRaceMakeOneKey() {
    for (int round = 1; round <= 3; round++) {
      var outcomes =
          Races.run(8, i -> () -> (i % 2 == 0 ? one : two).bean(KeyRotation.class).rotate());

      assertThat(Races.failures(outcomes)).isEmpty();
      assertThat(Races.values(outcomes).stream().distinct()).hasSize(1);
      assertThat(one.keys(SigningAlgorithm.ES256)).hasSize(round + 1);
      assertThat(one.keys(SigningAlgorithm.RS256)).hasSize(round + 1);
      clock.advance(AHEAD);
    }
  }

  @Test
  void aReplicaThatHasNotHeardOfTheNewKeySignsWithTheOldOne() throws Exception {
    one.bean(KeyRotation.class).rotate();
    String next = one.keys(SigningAlgorithm.ES256).getLast().kid();
    assertThat(one.publishedKids()).contains(next);
    assertThat(two.publishedKids()).doesNotContain(next);
    assertThat(Replica.kid(two.token())).isEqualTo(Replica.kid(one.token()));

    clock.advance(Duration.ofSeconds(15));
    assertThat(two.publishedKids()).contains(next);
    clock.advance(AHEAD);
    assertThat(Replica.kid(two.token())).isEqualTo(next);
    assertThat(Replica.kid(one.token())).isEqualTo(next);
  }

  @Test
  void anUnknownKeyIsLookedForAtOnceButNotAtEveryStrangeToken() {
    one.bean(KeyRotation.class).rotate();
    String next = one.keys(SigningAlgorithm.ES256).getLast().kid();

    // The clock stands still, so the second replica has just looked.
    assertThat(two.bean(SigningKeys.class).kept(next)).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(two.bean(SigningKeys.class).kept(next)).isPresent();
    assertThat(two.bean(SigningKeys.class).kept("unheard-of")).isEmpty();
  }

  @Test
  void rotatingWhileTokensAreIssuedFailsNoVerification() {
    var verifier =
        new AccessTokenVerifier(
            List.of(one.issuer()),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            NoTls.settings(),
            clock);
    var done = new AtomicBoolean();
    var rounds = new AtomicIntegerArray(4);
    var outcomes =
        Races.run(
            5,
            i ->
                () -> {
                  if (i == 0) {
                    try {
                      rotateTwice(rounds);
                    } finally {
                      done.set(true);
                    }
                    return 2;
                  }
                  Replica issuing = i % 2 == 0 ? one : two;
                  while (!done.get()) {
                    issueAndVerify(issuing, verifier);
                    rounds.incrementAndGet(i - 1);
                  }
                  return rounds.get(i - 1);
                });

    assertThat(Races.failures(outcomes)).isEmpty();
    assertThat(Races.values(outcomes)).allSatisfy(issued -> assertThat(issued).isGreaterThan(1));
    assertThat(one.keys(SigningAlgorithm.ES256)).hasSize(3);
  }

  private void rotateTwice(AtomicIntegerArray rounds) {
    for (int rotation = 0; rotation < 2; rotation++) {
      one.send("POST", "/admin/keys/rotate", one.operatorToken("keys:admin"));
      for (int step = 0; step < 20; step++) {
        clock.advance(Duration.ofSeconds(20));
        assertThat(one.userInfo(one.token())).isEqualTo(200);
        awaitARoundOfEverybody(rounds);
      }
    }
  }

  /** Or the time told here would run away from a thread that waits for a processor. */
  private static void awaitARoundOfEverybody(AtomicIntegerArray rounds) {
    for (int i = 0; i < rounds.length(); i++) {
      int thread = i;
      int begun = rounds.get(thread);
      await().pollInterval(Duration.ofMillis(1)).until(() -> rounds.get(thread) > begun);
    }
  }

  /** A token of one replica, used at both replicas and at a resource server. */
  private void issueAndVerify(Replica issuing, AccessTokenVerifier verifier) {
    String token = issuing.token();
    assertThat(one.userInfo(token)).isEqualTo(200);
    assertThat(two.userInfo(token)).isEqualTo(200);
    assertThat(verifier.verify(new UnverifiedToken(Secret.of(token)), one.issuer()))
        .isInstanceOf(Verification.Verified.class);
  }
}
