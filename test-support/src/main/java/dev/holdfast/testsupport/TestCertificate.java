package dev.holdfast.testsupport;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate with its key. */
public final class TestCertificate {

  private static final String CERTIFICATE = "tls.crt";
  private static final String KEY = "tls.key";
  private static final String AUTHORITY = "ca.crt";
  private static final String STORE = "PKCS12";
  private static final String STORE_PASSWORD = "changeit";
  private static final char[] NO_PASSWORD = new char[0];

  private final X509Bundle bundle;

  TestCertificate(X509Bundle bundle) {
    this.bundle = bundle;
  }

  /** The certificate itself. */
  public X509Certificate certificate() {
    return bundle.getCertificate();
  }

  /** Its key. */
  public PrivateKey privateKey() {
    return bundle.getKeyPair().getPrivate();
  }

  /** Writes {@code tls.crt}, {@code tls.key} and {@code ca.crt}, as cert-manager does. */
  public TestCertificate writeTo(Path directory) {
    try {
      Files.createDirectories(directory);
      write(directory.resolve(CERTIFICATE), bundle.getCertificatePathPEM());
      write(directory.resolve(KEY), bundle.getPrivateKeyPEM());
      write(directory.resolve(AUTHORITY), bundle.getRootCertificatePEM());
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes the authority into a store, as {@code keytool -importcert} does, and answers what
   * Connector/J is told to trust that authority alone.
   */
  public String writeTrustStore(Path file) {
    try (OutputStream out = Files.newOutputStream(file)) {
      KeyStore store = KeyStore.getInstance(STORE);
      store.load(null, null);
      store.setCertificateEntry("ca", bundle.getRootCertificate());
      store.store(out, STORE_PASSWORD.toCharArray());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
    return "sslMode=VERIFY_IDENTITY&trustCertificateKeyStoreUrl="
        + file.toUri()
        + "&trustCertificateKeyStoreType="
        + STORE
        + "&trustCertificateKeyStorePassword="
        + STORE_PASSWORD;
  }

  /** What a service is told to use the files in a directory. */
  public static Map<String, Object> settings(Path directory) {
    return Map.of(
        "holdfast.tls.certificate", directory.resolve(CERTIFICATE).toString(),
        "holdfast.tls.private-key", directory.resolve(KEY).toString(),
        "holdfast.tls.trusted", directory.resolve(AUTHORITY).toString());
  }

  /** For a client or a server that shows this certificate and trusts its authority alone. */
  public SSLContext shown() {
    return shownTo(this);
  }

  /** For a client that shows this certificate and trusts the authority of a server's alone. */
  public SSLContext shownTo(TestCertificate server) {
    try {
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(bundle.toKeyStore(NO_PASSWORD), NO_PASSWORD);
      return server.context(keys);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For a client that shows nothing and trusts the authority of this certificate alone. */
  public SSLContext trusted() {
    try {
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      KeyStore none = KeyStore.getInstance(STORE);
      none.load(null, null);
      keys.init(none, NO_PASSWORD);
      return context(keys);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private SSLContext context(KeyManagerFactory keys) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), bundle.toTrustManagerFactory().getTrustManagers(), null);
    return context;
  }

  /** At one stroke, so that nobody reads half of it. */
  private static void write(Path file, String text) throws IOException {
    Path whole = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
