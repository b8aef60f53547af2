package dev.holdfast.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.embedded.EmbeddedDatabase;
import dev.holdfast.embedded.ServerCertificate;
import dev.holdfast.testsupport.Schema;
import dev.holdfast.testsupport.TestAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that takes no connection without TLS, as the operations manual has it set up. */
class SecuredDatabaseTest {

  private static final String PASSWORD = "changeit";

  @TempDir Path directory;

  @Test
  void serviceConnectsByTlsToTheDatabaseOfATrustedAuthorityOnly() throws Exception {
    TestAuthority.create().issue().writeTo(directory.resolve("ours"));
    TestAuthority.create().issue().writeTo(directory.resolve("others"));
    try (EmbeddedDatabase database =
        EmbeddedDatabase.startSecured(
            directory.resolve("data"),
            new ServerCertificate(
                directory.resolve("ours/tls.crt"), directory.resolve("ours/tls.key")))) {
      database.createSchema("tokens", "tokens", "secret-of-tokens");
      Schema trusted = schema(database, verifying(trustStore("ours")));

      try (TokenServer service = TokenServer.start(trusted, directory.resolve("keys"))) {
        assertThat(service.events()).isEmpty();
      }
      assertThat(protocol(trusted)).startsWith("TLSv1.");
      assertThatThrownBy(() -> protocol(schema(database, verifying(trustStore("others")))))
          .isInstanceOf(SQLException.class)
          .rootCause()
          .isInstanceOf(GeneralSecurityException.class);
      assertThatThrownBy(() -> protocol(schema(database, "sslMode=DISABLED")))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("insecure transport");
    }
  }

  private static Schema schema(EmbeddedDatabase database, String options) {
    return new Schema(database.jdbcUrl("tokens") + "?" + options, "tokens", "secret-of-tokens");
  }

  private static String verifying(Path trustStore) {
    return "sslMode=VERIFY_IDENTITY&trustCertificateKeyStoreUrl="
        + trustStore.toUri()
        + "&trustCertificateKeyStoreType=PKCS12&trustCertificateKeyStorePassword="
        + PASSWORD;
  }

  /** As {@code keytool -importcert} makes one of a PEM file. */
  private Path trustStore(String of) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(directory.resolve(of).resolve("ca.crt"))) {
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    Path file = directory.resolve(of + ".p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  private static String protocol(Schema schema) throws SQLException {
    try (Connection connection = schema.dataSource().getConnection();
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("SHOW STATUS LIKE 'Ssl_version'")) {
      assertThat(row.next()).isTrue();
      return row.getString(2);
    }
  }
}
