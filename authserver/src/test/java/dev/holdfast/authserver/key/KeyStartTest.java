package dev.holdfast.authserver.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.testsupport.FreePorts;
import dev.holdfast.testsupport.MutableClock;
import dev.holdfast.testsupport.Schema;
import dev.holdfast.testsupport.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyStartTest {

  @TempDir Path keyset;
  @TempDir Path otherKeyset;

  private final Schema schema = TestDatabase.any().newSchema();
  private final MutableClock clock = MutableClock.atPresent();
  private final int port = FreePorts.one();

  @Test
  void keysSurviveARestart() throws Exception {
    String token;
    try (Replica server = start(schema, keyset)) {
      token = server.token();
    }
    try (Replica server = start(schema, keyset)) {
      assertThat(server.userInfo(token)).isEqualTo(200);
      assertThat(server.publishedKids()).hasSize(2);
    }
  }

  @Test
  void anotherKeysetThanTheKeysWereEncryptedUnderEndsTheStart() {
    start(schema, keyset).close();

    assertThatThrownBy(() -> start(schema, otherKeyset))
        .hasStackTraceContaining("holdfast.keys.directory holds another keyset");
  }

  @Test
  void aDamagedKeysetEndsTheStartAndIsNamed() throws Exception {
    start(schema, keyset).close();
    Path file = keyset.resolve("authserver-keyset.json");
    Files.writeString(file, "{\"primaryKeyId\": 1");

    assertThatThrownBy(() -> start(schema, keyset)).hasStackTraceContaining(file.toString());
  }

  @Test
  void aKeysetThatOthersMayReadEndsTheStartAndIsNamed() throws Exception {
    start(schema, keyset).close();
    Path file = keyset.resolve("authserver-keyset.json");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> start(schema, keyset))
        .hasStackTraceContaining(file.toString())
        .hasStackTraceContaining("for its owner only");
  }

  @Test
  void aDamagedKeyEndsTheStart() throws Exception {
    start(schema, keyset).close();
    execute("UPDATE issuer_key SET encrypted_jwk = 'AAAA' WHERE algorithm = 'RS256'");

    assertThatThrownBy(() -> start(schema, keyset))
        .hasStackTraceContaining("A stored key does not open");
  }

  @Test
  void aKeyMovedUnderAnotherIdDoesNotOpen() throws Exception {
    start(schema, keyset).close();
    execute("UPDATE issuer_key SET kid = 'stolen' WHERE algorithm = 'ES256'");

    assertThatThrownBy(() -> start(schema, keyset))
        .hasStackTraceContaining("A stored key does not open");
  }

  @Test
  void aPeriodShorterThanTheWaitForVerifiersEndsTheStart() {
    Map<String, Object> hasty = Map.of("holdfast.authserver.signing.rotation-period", "6m");

    assertThatThrownBy(() -> Replica.start(schema, keyset, clock, port, hasty))
        .hasStackTraceContaining("holdfast.authserver.signing.rotation-period");
  }

  @Test
  void accessTokensCanBeSignedWithRsa() throws Exception {
    Map<String, Object> rsa = Map.of("holdfast.authserver.signing.algorithm", "RS256");
    try (Replica server = Replica.start(schema, keyset, clock, port, rsa)) {
      String token = server.token();

      assertThat(Replica.kid(token))
          .isEqualTo(server.keys(SigningAlgorithm.RS256).getFirst().kid());
      assertThat(server.userInfo(token)).isEqualTo(200);
    }
  }

  @Test
  void theOneKeyOfAnOlderReleaseGoesOnSigning() throws Exception {
    // The old release's row: the new one's RS256 key, put back into the old table.
    String kid;
    try (Replica server = start(schema, keyset)) {
      kid = server.keys(SigningAlgorithm.RS256).getFirst().kid();
    }
    Schema old = TestDatabase.any().newSchema();
    Flyway.configure()
        .dataSource(old.dataSource())
        .locations("classpath:db/outbox", "classpath:db/authserver")
        .target("0100")
        .load()
        .migrate();
    moveKey(kid, old);

    try (Replica server = start(old, keyset)) {
      assertThat(server.keys(SigningAlgorithm.RS256))
          .singleElement()
          .satisfies(key -> assertThat(key.kid()).isEqualTo(kid))
          .satisfies(key -> assertThat(key.state()).isInstanceOf(KeyState.Current.class));
    }
  }

  private Replica start(Schema database, Path keys) {
    return Replica.start(database, keys, clock, port, Map.of());
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = schema.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }

  private void moveKey(String kid, Schema to) throws SQLException {
    try (Connection source = schema.dataSource().getConnection();
        var read =
            source.prepareStatement(
                "SELECT encrypted_jwk, created_at FROM issuer_key WHERE kid = ?");
        Connection target = to.dataSource().getConnection();
        var write =
            target.prepareStatement("INSERT INTO signing_key VALUES ('signing', ?, ?, ?)")) {
      read.setString(1, kid);
      var row = read.executeQuery();
      assertThat(row.next()).isTrue();
      write.setString(1, kid);
      write.setString(2, row.getString(1));
      write.setTimestamp(3, row.getTimestamp(2));
      write.executeUpdate();
    }
  }
}
