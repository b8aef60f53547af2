package dev.holdfast.bearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.bearer.testing.TestIssuer;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.network.InternalAddresses;
import dev.holdfast.runtime.tls.ClientAuthentication;
import dev.holdfast.runtime.tls.Tls;
import dev.holdfast.runtime.tls.TlsSettings;
import dev.holdfast.runtime.tracing.Tracing;
import dev.holdfast.runtime.tracing.http.OutgoingCalls;
import dev.holdfast.testsupport.TestAuthority;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An issuer behind TLS that hears only callers with a certificate. */
class TlsTest {

  private static final String HERE = "https://here.test";

  @TempDir Path directory;
  private final TestAuthority authority = TestAuthority.create();
  private final Clock clock = Clock.systemUTC();

  @BeforeEach
  void files() {
    authority.issue().writeTo(directory);
  }

  @Test
  void keysAndServiceTokensComeFromAnIssuerOfATrustedAuthority() {
    try (TestIssuer issuer = TestIssuer.startSecured(authority.issue().shown())) {
      assertThat(verified(issuer)).isInstanceOf(Verification.Verified.class);
      assertThat(tokens(issuer).token(HERE).reveal()).isEqualTo("service-token-1");
    }
  }

  @Test
  void issuerOfAnotherAuthorityIsPassingTrouble() {
    try (TestIssuer pretender = TestIssuer.startSecured(TestAuthority.create().issue().shown())) {
      assertThat(verified(pretender)).isInstanceOf(Verification.Unavailable.class);
      assertThatThrownBy(() -> tokens(pretender).token(HERE))
          .isInstanceOf(ServiceTokenUnavailableException.class)
          .hasCauseInstanceOf(SSLException.class);
      assertThat(pretender.tokensIssued()).isZero();
    }
  }

  private Verification verified(TestIssuer issuer) {
    Duration second = Duration.ofSeconds(1);
    var verifier = new AccessTokenVerifier(List.of(issuer.url()), second, second, tls(), clock);
    String token = issuer.token("ann", HERE, clock.instant()).sign();
    return verifier.verify(new UnverifiedToken(Secret.of(token)), HERE);
  }

  private ServiceTokens tokens(TestIssuer issuer) {
    var settings =
        new ServiceClientSettings(issuer.url(), null, "mcp-gateway", Secret.of("s3cret"));
    return new ClientCredentials(
        settings, InternalAddresses.none(), tls(), clock, new OutgoingCalls(Tracing.off()));
  }

  private Tls tls() {
    return new Tls(
        new TlsSettings(
            directory.resolve("tls.crt"),
            directory.resolve("tls.key"),
            null,
            directory.resolve("ca.crt"),
            ClientAuthentication.NONE,
            Duration.ofDays(1)),
        clock);
  }
}
