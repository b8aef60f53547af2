package dev.holdfast.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bearer.AccessTokenVerifier;
import dev.holdfast.bearer.UnverifiedToken;
import dev.holdfast.bearer.Verification;
import dev.holdfast.bearer.VerifiedToken;
import dev.holdfast.bearer.testing.NoTls;
import dev.holdfast.bearer.testing.TestIssuer;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.gateway.server.GatewaySettings;
import dev.holdfast.testsupport.MutableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogoutsTest {

  private static final Instant LOGOUT = Instant.parse("2026-11-21T10:00:00Z");
  private static final Duration AGE = Duration.ofDays(30);
  private static final Duration SKEW = Duration.ofSeconds(1);

  private final MutableClock clock = MutableClock.at(LOGOUT);
  private final TestIssuer issuer = TestIssuer.start();
  private final OpenStreams streams = new OpenStreams();
  private final Logouts logouts =
      new Logouts(new SessionMemory(AGE, AGE, 100), gateway(), streams, clock);
  private final VerifiedToken token = token();

  @AfterEach
  void end() {
    issuer.close();
  }

  @Test
  void onlySessionsThatBeganBeforeAreOver() {
    logouts.tell(token.subject(), LOGOUT);

    assertThat(logouts.ended(token.subject(), LOGOUT.minusMillis(1))).isTrue();
    assertThat(logouts.ended(token.subject(), LOGOUT.plus(SKEW))).isFalse();
  }

  @Test
  void sessionOfAReplicaWhoseClockIsAheadIsNotTakenForYounger() {
    logouts.tell(token.subject(), LOGOUT);

    assertThat(logouts.ended(token.subject(), LOGOUT.plus(SKEW).minusMillis(1))).isTrue();
  }

  @Test
  void whatBeginsWhereTheLogoutIsKnownIsYoungerAtOnce() {
    assertThat(logouts.beginning(token.subject())).isEqualTo(LOGOUT);
    logouts.tell(token.subject(), LOGOUT.plusNanos(1));

    assertThat(logouts.ended(token.subject(), logouts.beginning(token.subject()))).isFalse();

    logouts.tell(token.subject(), LOGOUT.plusMillis(9));
    assertThat(logouts.ended(token.subject(), LOGOUT.plus(SKEW).plusMillis(1))).isTrue();
    clock.set(LOGOUT.plusSeconds(9));
    assertThat(logouts.beginning(token.subject())).isEqualTo(LOGOUT.plusSeconds(9));
  }

  @Test
  void newsThatComeLateOrAgainCutNoStreamOfANewerSession() {
    var older = new CompletableFuture<Void>();
    var newer = new CompletableFuture<Void>();
    streams.open(token, LOGOUT.minusMillis(1), Optional.empty(), () -> older.complete(null));
    streams.open(token, LOGOUT.plus(SKEW), Optional.empty(), () -> newer.complete(null));

    logouts.tell(token.subject(), LOGOUT);
    logouts.tell(token.subject(), LOGOUT);
    logouts.tell(token.subject(), LOGOUT.minusSeconds(9));

    assertThat(older).isDone();
    assertThat(newer).isNotDone();
    assertThat(logouts.ended(token.subject(), LOGOUT.minusMillis(1))).isTrue();
  }

  @Test
  void logoutIsRememberedUntilEveryOlderSessionIsTooOld() {
    Instant last = LOGOUT.plus(SKEW).minusMillis(1);
    logouts.tell(token.subject(), LOGOUT);

    clock.set(last.plus(AGE));
    logouts.forgetOld();
    assertThat(logouts.ended(token.subject(), last)).isTrue();

    clock.set(LOGOUT.plus(SKEW).plus(AGE));
    logouts.forgetOld();
    assertThat(logouts.ended(token.subject(), last)).isFalse();
  }

  private static GatewaySettings gateway() {
    return new GatewaySettings(
        URI.create("http://localhost"),
        List.of("x"),
        List.of(),
        List.of(),
        SKEW,
        Duration.ofSeconds(5));
  }

  private VerifiedToken token() {
    var verifier =
        new AccessTokenVerifier(
            List.of(issuer.url()),
            Duration.ZERO,
            Duration.ofMinutes(1),
            NoTls.settings(),
            MutableClock.at(LOGOUT));
    String text = issuer.token("ann", "here", LOGOUT).sign();
    return ((Verification.Verified) verifier.verify(new UnverifiedToken(Secret.of(text)), "here"))
        .token();
  }
}
