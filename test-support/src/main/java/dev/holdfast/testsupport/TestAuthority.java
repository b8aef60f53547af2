package dev.holdfast.testsupport;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** An authority for certificates, made anew by each test; its key is nowhere but in memory. */
public final class TestAuthority {

  private static final Duration LIFE = Duration.ofDays(1);

  private final X509Bundle root;

  private TestAuthority(X509Bundle root) {
    this.root = root;
  }

  /** One that nobody trusts yet. */
  public static TestAuthority create() {
    return new TestAuthority(
        made(
            () ->
                new CertificateBuilder()
                    .subject("CN=Test authority")
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned()));
  }

  /** A certificate for this machine, for servers and clients, good for a day. */
  public TestCertificate issue() {
    return issue("localhost");
  }

  /** A certificate for a host, and for 127.0.0.1 if that is this machine. */
  public TestCertificate issue(String host) {
    Instant now = InstantSource.system().instant();
    return issue(builder(host, now.minus(LIFE), now.plus(LIFE)));
  }

  /** A certificate for this machine and a given key. */
  public TestCertificate issue(KeyPair keys) {
    Instant now = InstantSource.system().instant();
    return issue(builder("localhost", now.minus(LIFE), now.plus(LIFE)).keyPair(keys));
  }

  /** A certificate for this machine that has ended. */
  public TestCertificate issueExpired() {
    Instant now = InstantSource.system().instant();
    return issue(builder("localhost", now.minus(LIFE.multipliedBy(2)), now.minus(LIFE)));
  }

  private TestCertificate issue(CertificateBuilder builder) {
    return new TestCertificate(made(() -> builder.buildIssuedBy(root)));
  }

  private static CertificateBuilder builder(String host, Instant from, Instant until) {
    var builder =
        new CertificateBuilder()
            .subject("CN=" + host)
            .notBefore(from)
            .notAfter(until)
            .addSanDnsName(host)
            .addExtendedKeyUsageServerAuth()
            .addExtendedKeyUsageClientAuth();
    return host.equals("localhost") ? builder.addSanIpAddress("127.0.0.1") : builder;
  }

  private static X509Bundle made(Making making) {
    try {
      return making.make();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes a certificate. */
  @FunctionalInterface
  private interface Making {
    X509Bundle make() throws Exception;
  }
}
