package dev.holdfast.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.embedded.EmbeddedDatabase;
import dev.holdfast.embedded.ServerCertificate;
import dev.holdfast.testsupport.Schema;
import dev.holdfast.testsupport.TestAuthority;
import dev.holdfast.testsupport.TestCertificate;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that takes no connection without TLS, as the operations manual has it set up. */
class SecuredDatabaseTest {

  @TempDir Path directory;

  @Test
  void serviceConnectsByTlsToTheDatabaseOfATrustedAuthorityOnly() throws Exception {
    TestCertificate ours = TestAuthority.create().issue().writeTo(directory);
    TestCertificate others = TestAuthority.create().issue();
    try (EmbeddedDatabase database =
        EmbeddedDatabase.startSecured(
            directory.resolve("data"),
            new ServerCertificate(directory.resolve("tls.crt"), directory.resolve("tls.key")))) {
      database.createSchema("tokens", "tokens", "secret-of-tokens");
      Schema trusted = schema(database, ours.writeTrustStore(directory.resolve("ours.p12")));

      try (TokenServer service = TokenServer.start(trusted, directory.resolve("keys"))) {
        assertThat(service.events()).isEmpty();
      }
      assertThat(protocol(trusted)).startsWith("TLSv1.");
      String strange = others.writeTrustStore(directory.resolve("others.p12"));
      assertThatThrownBy(() -> protocol(schema(database, strange)))
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

  private static String protocol(Schema schema) throws SQLException {
    try (Connection connection = schema.dataSource().getConnection();
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("SHOW STATUS LIKE 'Ssl_version'")) {
      assertThat(row.next()).isTrue();
      return row.getString(2);
    }
  }
}
