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
import org.jspecify.annotations.Nullable;

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
   * Whether the files hold other certificates now; a key never changes without its certificate.
   *
   * @throws ConfigurationException if one cannot be used; names its setting
   */
  boolean isOutdated(TlsSettings settings) {
    PemFiles pem = new PemFiles();
    List<X509Certificate> now =
        new ArrayList<>(certificates(pem, TlsSettings.CERTIFICATE, settings.certificate()));
    now.addAll(certificates(pem, TlsSettings.TRUSTED, settings.trusted()));
    return !certificates.equals(now);
  }

  /**
   * Reads the files.
   *
   * @throws ConfigurationException if one cannot be used; names its setting
   */
  static Material read(TlsSettings settings) {
    PemFiles pem = new PemFiles();
    List<X509Certificate> authorities = certificates(pem, TlsSettings.TRUSTED, settings.trusted());
    List<X509Certificate> chain =
        certificates(pem, TlsSettings.CERTIFICATE, settings.certificate());
    Path key = settings.privateKey();
    if (key == null) {
      return of(authorities, KeyManagerUtils.createDummyKeyManager(), chain);
    }
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

  private static List<X509Certificate> certificates(
      PemFiles pem, String setting, @Nullable Path file) {
    return file == null ? List.of() : readable(setting, file, () -> pem.certificates(file));
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
