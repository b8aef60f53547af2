package dev.holdfast.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bearer.AccessTokenVerifier;
import dev.holdfast.bearer.UnverifiedToken;
import dev.holdfast.bearer.Verification;
import dev.holdfast.bearer.VerifiedToken;
import dev.holdfast.bearer.testing.TestIssuer;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.testsupport.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogoutsTest {

  private static final Instant LOGOUT = Instant.parse("2026-11-21T10:00:00Z");
  private static final Duration AGE = Duration.ofDays(30);

  private final MutableClock clock = MutableClock.at(LOGOUT);
  private final TestIssuer issuer = TestIssuer.start();
  private final OpenStreams streams = new OpenStreams();
  private final Logouts logouts = new Logouts(new SessionMemory(AGE), streams, clock);
  private final VerifiedToken token = token();

  @AfterEach
  void end() {
    issuer.close();
  }

  @Test
  void onlySessionsThatBeganBeforeAreOver() {
    logouts.tell(token.subject(), LOGOUT);

    assertThat(logouts.ended(token.subject(), LOGOUT.minusMillis(1))).isTrue();
    assertThat(logouts.ended(token.subject(), LOGOUT)).isFalse();
  }

  @Test
  void newsThatComeLateOrAgainCutNoStreamOfANewerSession() {
    var older = streams.open(token, LOGOUT.minusMillis(1)).end().toFuture();
    var newer = streams.open(token, LOGOUT.plusMillis(1)).end().toFuture();

    logouts.tell(token.subject(), LOGOUT);
    logouts.tell(token.subject(), LOGOUT);
    logouts.tell(token.subject(), LOGOUT.minusSeconds(9));

    assertThat(older).isDone();
    assertThat(newer).isNotDone();
    assertThat(logouts.ended(token.subject(), LOGOUT.minusMillis(1))).isTrue();
  }

  @Test
  void logoutIsRememberedUntilEveryOlderSessionIsTooOld() {
    Instant last = LOGOUT.minusMillis(1);
    logouts.tell(token.subject(), LOGOUT);

    clock.set(last.plus(AGE));
    logouts.forgetOld();
    assertThat(logouts.ended(token.subject(), last)).isTrue();

    clock.set(LOGOUT.plus(AGE));
    logouts.forgetOld();
    assertThat(logouts.ended(token.subject(), last)).isFalse();
  }

  private VerifiedToken token() {
    var verifier =
        new AccessTokenVerifier(
            List.of(issuer.url()), Duration.ZERO, Duration.ofMinutes(1), MutableClock.at(LOGOUT));
    String text = issuer.token("ann", "here", LOGOUT).sign();
    return ((Verification.Verified) verifier.verify(new UnverifiedToken(Secret.of(text)), "here"))
        .token();
  }
}
