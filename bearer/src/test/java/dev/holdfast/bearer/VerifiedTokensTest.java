package dev.holdfast.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bearer.testing.NoTls;
import dev.holdfast.bearer.testing.TestIssuer;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.testsupport.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

  private static final String HERE = "http://localhost:9001";
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  private static final TestIssuer issuer = TestIssuer.start();

  private final MutableClock clock = MutableClock.at(NOW);
  private final VerifiedTokens tokens =
      new VerifiedTokens(
          new AccessTokenVerifier(
              List.of(issuer.url()),
              Duration.ofSeconds(5),
              Duration.ofMinutes(1),
              NoTls.settings(),
              clock),
          clock);

  @AfterAll
  static void stop() {
    issuer.close();
  }

  @Test
  void aGoodTokenIsVerifiedOnce() {
    String text = issuer.token("ann", HERE, NOW).sign();

    assertThat(verify(text, HERE)).isEqualTo(verify(text, HERE));
    assertThat(tokens.misses()).isEqualTo(1);
    assertThat(tokens.hits()).isEqualTo(1);
  }

  @Test
  void whatWasGoodForOneAudienceIsNotForAnother() {
    String text = issuer.token("ann", HERE, NOW).sign();

    assertThat(verify(text, HERE)).isInstanceOf(Verification.Verified.class);
    assertThat(verify(text, "http://localhost:1"))
        .isEqualTo(new Verification.Rejected(Rejection.WRONG_AUDIENCE));
  }

  @Test
  void aKnownTokenExpiresAllTheSame() {
    String text = issuer.token("ann", HERE, NOW).sign();
    assertThat(verify(text, HERE)).isInstanceOf(Verification.Verified.class);

    clock.advance(Duration.ofSeconds(305));
    assertThat(verify(text, HERE)).isEqualTo(new Verification.Rejected(Rejection.EXPIRED));
    assertThat(tokens.hits()).isZero();
  }

  @Test
  void aRefusalIsNotRemembered() {
    String early = issuer.token("ann", HERE, NOW).with("nbf", NOW.getEpochSecond() + 60).sign();
    assertThat(verify(early, HERE)).isInstanceOf(Verification.Rejected.class);

    clock.advance(Duration.ofSeconds(60));
    assertThat(verify(early, HERE)).isInstanceOf(Verification.Verified.class);
  }

  private Verification verify(String text, String audience) {
    return tokens.verify(new UnverifiedToken(Secret.of(text)), audience);
  }
}
