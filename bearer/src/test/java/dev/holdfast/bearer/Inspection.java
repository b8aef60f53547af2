package dev.holdfast.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bearer.testing.NoTls;
import dev.holdfast.bearer.testing.TestIssuer;
import dev.holdfast.bearer.testing.TestToken;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.testsupport.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A verifier of one issuer's tokens, at an instant. */
final class Inspection implements AutoCloseable {

  static final String HERE = "http://localhost:8080/mcp/here";
  static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  static final Duration SKEW = Duration.ofSeconds(5);

  final TestIssuer issuer = TestIssuer.start();
  final MutableClock clock = MutableClock.at(NOW);
  private final AccessTokenVerifier verifier = verifier(issuer, Duration.ofMinutes(1));

  AccessTokenVerifier verifier(TestIssuer trusted, Duration refetchInterval) {
    return new AccessTokenVerifier(
        List.of(trusted.url()), SKEW, refetchInterval, NoTls.settings(), clock);
  }

  /** A sound token; change a claim for a bad one. */
  TestToken token() {
    return issuer.token("ann", HERE, NOW);
  }

  Verification verify(String token) {
    return verifier.verify(unverified(token), HERE);
  }

  VerifiedToken verified(TestToken token) {
    return ((Verification.Verified) verify(token.sign())).token();
  }

  void assertRejected(String token, Rejection reason) {
    assertThat(verify(token)).isEqualTo(new Verification.Rejected(reason));
  }

  static void assertVerified(AccessTokenVerifier verifier, String token) {
    assertThat(verifier.verify(unverified(token), HERE)).isInstanceOf(Verification.Verified.class);
  }

  static UnverifiedToken unverified(String token) {
    return new UnverifiedToken(Secret.of(token));
  }

  @Override
  public void close() {
    issuer.close();
  }
}
