package dev.holdfast.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bearer.AccessTokenVerifier;
import dev.holdfast.bearer.UnverifiedToken;
import dev.holdfast.bearer.Verification;
import dev.holdfast.bearer.VerifiedToken;
import dev.holdfast.bearer.testing.NoTls;
import dev.holdfast.bearer.testing.TestIssuer;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.testsupport.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessEpochsTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final MutableClock clock = MutableClock.at(NOW);
  private final TestIssuer issuer = TestIssuer.start();
  private final OpenStreams streams = new OpenStreams();
  private final AccessEpochs epochs =
      new AccessEpochs(
          new RevocationSettings(LIFE, MARGIN, Duration.ofSeconds(5), "topic", "sessions"),
          streams,
          clock);

  @AfterEach
  void end() {
    issuer.close();
  }

  @Test
  void anEpochIsRememberedUntilEveryOlderTokenHasExpiredHoweverLateItCame() {
    VerifiedToken old = token(NOW.minusSeconds(1));
    clock.advance(Duration.ofMinutes(2));
    epochs.raise(old.subject(), NOW);

    clock.set(NOW.plus(LIFE).plus(MARGIN).minusMillis(1));
    epochs.forgetExpired();
    assertThat(epochs.refuse(old)).isTrue();

    clock.advance(Duration.ofMillis(1));
    epochs.forgetExpired();
    assertThat(epochs.refuse(old)).isFalse();
  }

  @Test
  void onlyStreamsOfOlderTokensAreCut() {
    VerifiedToken old = token(NOW.minusSeconds(1));
    VerifiedToken current = token(NOW);
    var endOfOld = new CompletableFuture<Void>();
    var endOfCurrent = new CompletableFuture<Void>();
    streams.open(old, NOW, Optional.empty(), () -> endOfOld.complete(null));
    streams.open(current, NOW, Optional.empty(), () -> endOfCurrent.complete(null));

    epochs.raise(old.subject(), NOW);

    assertThat(endOfOld).isDone();
    assertThat(endOfCurrent).isNotDone();
  }

  private VerifiedToken token(Instant issuedAt) {
    var verifier =
        new AccessTokenVerifier(
            List.of(issuer.url()),
            Duration.ZERO,
            Duration.ofMinutes(1),
            NoTls.settings(),
            MutableClock.at(NOW));
    String text = issuer.token("ann", "here", issuedAt).sign();
    return ((Verification.Verified) verifier.verify(new UnverifiedToken(Secret.of(text)), "here"))
        .token();
  }
}
