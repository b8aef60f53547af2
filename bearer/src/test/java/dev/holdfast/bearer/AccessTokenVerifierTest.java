package dev.holdfast.bearer;

import static dev.holdfast.bearer.Inspection.HERE;
import static dev.holdfast.bearer.Inspection.NOW;
import static dev.holdfast.bearer.Inspection.SKEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.bearer.testing.NoTls;
import dev.holdfast.bearer.testing.TestToken;
import dev.holdfast.contracts.identity.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The claims of access tokens (RFC 9068, section 4). */
class AccessTokenVerifierTest {

  private final Inspection inspection = new Inspection();

  @AfterEach
  void stop() {
    inspection.close();
  }

  @Test
  void soundTokenIsVerifiedWithItsClaims() {
    String text = inspection.token().with("gid", "g1").with("sid", "s1").sign();

    var verified = (Verification.Verified) inspection.verify(text);

    assertThat(verified.token().subject()).isEqualTo(new SubjectId(inspection.issuer.url(), "ann"));
    assertThat(verified.token().clientId()).isEqualTo("a-client");
    assertThat(verified.token().scopes()).containsExactly("mcp");
    assertThat(verified.token().gid()).contains("g1");
    assertThat(verified.token().sid()).contains("s1");
    assertThat(verified.token().expiresAt()).isEqualTo(NOW.plusSeconds(300));
    assertThat(verified.token().fingerprint()).hasSize(64);
    assertThat(verified.token().toString()).doesNotContain(text);
  }

  @Test
  void audienceMayBeOneOfSeveral() {
    assertThat(inspection.verify(inspection.token().with("aud", List.of("http://x", HERE)).sign()))
        .isInstanceOf(Verification.Verified.class);
  }

  @Test
  void ageIsThatOfItsRightsOrElseOfItself() {
    long micros = NOW.getEpochSecond() * 1_000_000 + 7;
    Instant epoch = NOW.plusNanos(7_000);

    assertThat(
            inspection.verified(inspection.token().with("access_epoch", micros)).isOlderThan(epoch))
        .isFalse();
    assertThat(
            inspection
                .verified(inspection.token().with("access_epoch", micros - 1))
                .isOlderThan(epoch))
        .isTrue();
    assertThat(inspection.verified(inspection.token().with("access_epoch", 0)).isOlderThan(NOW))
        .isTrue();
    assertThat(inspection.verified(inspection.token()).isOlderThan(NOW)).isFalse();
    assertThat(inspection.verified(inspection.token()).isOlderThan(epoch)).isTrue();
  }

  @Test
  void accessEpochThatIsNoneIsRefused() {
    for (Object wrong : List.of("1", 1.5, -1, Long.MAX_VALUE, List.of(1))) {
      inspection.assertRejected(
          inspection.token().with("access_epoch", wrong).sign(), Rejection.BAD_CLAIMS);
    }
  }

  @Test
  void scopesAreReadHoweverTheyAreSpacedOrRepeated() {
    var verified =
        (Verification.Verified)
            inspection.verify(inspection.token().with("scope", " a  b a").sign());

    assertThat(verified.token().scopes()).containsExactlyInAnyOrder("a", "b");
  }

  @ParameterizedTest
  @MethodSource("wrongIdentities")
  void tokenWithoutProperIdentityIsRefused(String claim, Object[] value) {
    TestToken token = inspection.token();
    for (Object wrong : value) {
      token.with(claim, wrong);
    }
    if (value.length == 0) {
      token.with(claim, null);
    }

    assertThat(inspection.verify(token.sign())).isInstanceOf(Verification.Rejected.class);
  }

  static Stream<Arguments> wrongIdentities() {
    List<Object[]> values =
        Arrays.asList(
            new Object[] {},
            new Object[] {17},
            new Object[] {List.of("ann")},
            new Object[] {""},
            new Object[] {" "},
            new Object[] {"ann\u0000"});
    return Stream.of("iss", "sub")
        .flatMap(claim -> values.stream().map(value -> Arguments.of(claim, value)));
  }

  @Test
  void strangeIssuerIsRefused() {
    inspection.assertRejected(
        inspection.token().with("iss", "http://localhost:1").sign(), Rejection.UNTRUSTED_ISSUER);
  }

  @Test
  void anotherAudienceIsRefused() {
    inspection.assertRejected(
        inspection.token().with("aud", "http://localhost:8080").sign(), Rejection.WRONG_AUDIENCE);
    inspection.assertRejected(
        inspection.token().with("aud", List.of()).sign(), Rejection.WRONG_AUDIENCE);
    inspection.assertRejected(
        inspection.token().with("aud", List.of(7)).sign(), Rejection.BAD_CLAIMS);
  }

  @Test
  void anotherTypeIsRefused() {
    inspection.assertRejected(inspection.token().type("JWT").sign(), Rejection.WRONG_TYPE);
  }

  @Test
  void tokenIsGoodUntilItsExpiryAndTheSkewArePast() {
    String text = inspection.token().sign();
    inspection.clock.set(NOW.plusSeconds(300).plus(SKEW).minusMillis(1));
    assertThat(inspection.verify(text)).isInstanceOf(Verification.Verified.class);

    inspection.clock.set(NOW.plusSeconds(300).plus(SKEW));
    inspection.assertRejected(text, Rejection.EXPIRED);
  }

  @Test
  void tokenBeforeItsTimeIsRefused() {
    inspection.assertRejected(
        inspection.token().with("nbf", NOW.getEpochSecond() + 6).sign(), Rejection.NOT_YET_VALID);
    assertThat(inspection.verify(inspection.token().with("nbf", NOW.getEpochSecond() + 5).sign()))
        .isInstanceOf(Verification.Verified.class);
  }

  @Test
  void tokenWithoutExpiryIsRefused() {
    inspection.assertRejected(inspection.token().with("exp", null).sign(), Rejection.BAD_CLAIMS);
  }

  @Test
  void verifierWithoutIssuerOrWithALongSkewCannotBeMade() {
    assertThatThrownBy(
            () ->
                new AccessTokenVerifier(List.of(), SKEW, SKEW, NoTls.settings(), inspection.clock))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new AccessTokenVerifier(
                    List.of(HERE), Duration.ofHours(1), SKEW, NoTls.settings(), inspection.clock))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
