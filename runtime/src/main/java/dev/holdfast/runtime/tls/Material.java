package dev.holdfast.runtime.tls;

import io.micronaut.context.exceptions.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import nl.altindag.ssl.util.KeyManagerUtils;
import nl.altindag.ssl.util.TrustManagerUtils;

/**
 * What the files hold at one time.
 *
 * @param identity what this process shows
 * @param servers whom it calls
 * @param callers who calls it
 * @param certificates what was read, to tell whether anything is new
 * @param expiry when the first certificate of its own ends
 */
record Material(
    X509ExtendedKeyManager identity,
    X509ExtendedTrustManager servers,
    X509ExtendedTrustManager callers,
    List<X509Certificate> certificates,
    Optional<Instant> expiry) {

  private static final byte[] PROBE = new byte[32];

  /**
   * Reads the files.
   *
   * @throws ConfigurationException if one cannot be used; names its setting
   */
  static Material read(TlsSettings settings) {
    PemFiles pem = new PemFiles();
    Path trusted = settings.trusted();
    List<X509Certificate> authorities =
        trusted == null
            ? List.of()
            : readable(TlsSettings.TRUSTED, trusted, () -> pem.certificates(trusted));
    Path certificate = settings.certificate();
    Path key = settings.privateKey();
    if (certificate == null || key == null) {
      return of(authorities, KeyManagerUtils.createDummyKeyManager(), List.of());
    }
    List<X509Certificate> chain =
        readable(TlsSettings.CERTIFICATE, certificate, () -> pem.certificates(certificate));
    PrivateKey own =
        readable(
            TlsSettings.PRIVATE_KEY,
            key,
            () ->
                pem.privateKey(
                    key, Optional.ofNullable(settings.privateKeyPassword()), chain.getFirst()));
    if (!fit(own, chain.getFirst().getPublicKey())) {
      throw new ConfigurationException(
          TlsSettings.PRIVATE_KEY + " is not the key of " + TlsSettings.CERTIFICATE);
    }
    return of(
        authorities,
        KeyManagerUtils.createKeyManager(own, chain.toArray(X509Certificate[]::new)),
        chain);
  }

  private static Material of(
      List<X509Certificate> authorities,
      X509ExtendedKeyManager identity,
      List<X509Certificate> chain) {
    X509ExtendedTrustManager known =
        TrustManagerUtils.createTrustManagerWithJdkTrustedCertificates();
    List<X509Certificate> all = new ArrayList<>(authorities);
    all.addAll(List.of(known.getAcceptedIssuers()));
    List<X509Certificate> read = new ArrayList<>(chain);
    read.addAll(authorities);
    return new Material(
        identity,
        authorities.isEmpty() ? known : TrustManagerUtils.createTrustManager(all),
        authorities.isEmpty()
            ? TrustManagerUtils.createDummyTrustManager()
            : TrustManagerUtils.createTrustManager(authorities),
        List.copyOf(read),
        chain.stream().map(one -> one.getNotAfter().toInstant()).min(Comparator.naturalOrder()));
  }

  private static <T> T readable(String setting, Path file, Reading<T> reading) {
    try {
      return reading.read();
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      // No more than the kind: a parser's message may repeat what it read, and this may be a key.
      throw new ConfigurationException(
          setting + ": " + file + " cannot be used (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static boolean fit(PrivateKey own, PublicKey certified) {
    String algorithm =
        switch (own.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> own.getAlgorithm();
        };
    try {
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(own);
      signing.update(PROBE);
      byte[] signature = signing.sign();
      Signature verifying = Signature.getInstance(algorithm);
      verifying.initVerify(certified);
      verifying.update(PROBE);
      return verifying.verify(signature);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  /** Gets something out of a file. */
  @FunctionalInterface
  private interface Reading<T> {
    T read() throws GeneralSecurityException, IOException;
  }
}
