package dev.holdfast.runtime.tls;

import dev.holdfast.contracts.secret.Secret;
import io.micronaut.core.io.ResourceResolver;
import io.micronaut.http.HttpVersion;
import io.micronaut.http.ssl.SslBuilder;
import io.micronaut.http.ssl.SslConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Reads PEM. Private keys are read by Micronaut, which knows the three ways to write one; that part
 * of it is open to subclasses only.
 */
final class PemFiles extends SslBuilder<SSLContext> {

  PemFiles() {
    super(new ResourceResolver());
  }

  /** Certificates, with any text between them. */
  List<X509Certificate> certificates(Path file) throws GeneralSecurityException, IOException {
    try (InputStream pem = Files.newInputStream(file)) {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (found.isEmpty()) {
        throw new GeneralSecurityException("there is no certificate in it");
      }
      return found;
    }
  }

  /**
   * A private key.
   *
   * @param certificate that of the key: the reader has none without
   */
  PrivateKey privateKey(Path file, Optional<Secret> password, X509Certificate certificate)
      throws GeneralSecurityException, IOException {
    var where = new SslConfiguration.KeyStoreConfiguration();
    where.setKeyPath(file.toUri().toString());
    where.setCertificatePath("string:" + pem(certificate));
    password.ifPresent(secret -> where.setPassword(secret.reveal()));
    var ssl = new SslConfiguration();
    ssl.setKeyStore(where);
    KeyStore store = store(ssl);
    if (store.getKey(store.aliases().nextElement(), null) instanceof PrivateKey key) {
      return key;
    }
    throw new GeneralSecurityException("there is no private key in it");
  }

  private static String pem(X509Certificate certificate) throws GeneralSecurityException {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  private KeyStore store(SslConfiguration ssl) throws GeneralSecurityException, IOException {
    try {
      return getKeyStore(ssl).orElseThrow();
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** Nobody asks for it: this one only reads. */
  @Override
  public Optional<SSLContext> build(SslConfiguration ssl) {
    return Optional.empty();
  }

  @Override
  public Optional<SSLContext> build(SslConfiguration ssl, HttpVersion httpVersion) {
    return Optional.empty();
  }
}
