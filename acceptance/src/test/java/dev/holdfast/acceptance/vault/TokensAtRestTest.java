package dev.holdfast.acceptance.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.acceptance.fixture.Jcmd;
import dev.holdfast.acceptance.fixture.RawMcp;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.Topic;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.contracts.events.Topics;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Tokens;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row 88, but for heaps: buffers that wait for their next use may still hold what they had. */
final class TokensAtRestTest extends Story {

  private final Needles tokens = new Needles();
  private final User user = newUserAtBoth();

  /** A person works for a while: every kind of token is made, used and renewed. */
  @BeforeEach
  void work() {
    OAuthClient client = mcpClient("stub-connected");
    Tokens first = signIn(client, user);
    Tokens second = client.refresh(refreshToken(first));
    String session = mcp("stub-connected").initialize(second.accessToken());
    HttpResponse<String> answer =
        mcp("stub-connected").post(second.accessToken(), session, RawMcp.call("echo"));
    String upstream = answer.body().replaceAll("(?s).*Bearer ([^\"]+)\".*", "$1");
    assertThat(upstream).hasSizeGreaterThan(30).doesNotContain(" ");
    tokens
        .add("access token", first.accessToken())
        .add("renewed access token", second.accessToken())
        .add("refresh token", refreshToken(first))
        .add("renewed refresh token", refreshToken(second))
        .add("upstream token", upstream)
        .add("password", user.password());
  }

  @ParameterizedTest
  @ValueSource(strings = {"token_service", "authserver"})
  void databaseHoldsNone(String schema) throws SQLException {
    byte[] dump = dump(schema);
    assertThat(new Needles().add("user", user.id()).in(dump)).containsExactly("user");
    assertThat(tokens.in(dump)).isEmpty();
  }

  @Test
  void topicsHoldNone() {
    List<byte[]> records = new ArrayList<>();
    for (String name : Topics.all()) {
      try (Topic topic = new Topic(settings.bootstrapServers(), name)) {
        records.addAll(topic.values());
      }
    }
    var somebody = new Needles().add("user", user.id());
    assertThat(records).anySatisfy(each -> assertThat(somebody.in(each)).isNotEmpty());
    assertThat(records).allSatisfy(each -> assertThat(tokens.in(each)).isEmpty());
  }

  @Test
  void logsHoldNone() throws IOException {
    try (var files = Files.list(settings.state().resolve("logs"))) {
      assertThat(files.toList())
          .hasSizeGreaterThan(4)
          .allSatisfy(file -> assertThat(tokens.in(file)).isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"token-service", "authserver", "mcp-gateway", "revocation-listener"})
  void healthTellsNoIds(String service) {
    URI health = running.system().part(service).part().readiness();
    HttpResponse<String> answer =
        RawMcp.send(HttpRequest.newBuilder(Objects.requireNonNull(health)).build());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(
            new Needles().add("user", user.id()).in(answer.body().getBytes(StandardCharsets.UTF_8)))
        .isEmpty();
    assertThat(answer.body()).doesNotContain(user.username(), "details");
  }

  @Test
  void librariesOfKeyServicesThatAreNotChosenAreNotLoaded() {
    assertThat(Jcmd.classes(running.system().part("token-service").pid()))
        .contains("dev.holdfast.token.encryption.file.FileKeys")
        .doesNotContain("software.amazon.awssdk", "com.google.auth.", "com.google.api.");
  }

  /** Every column of every row of every table. */
  private byte[] dump(String schema) throws SQLException {
    var dump = new ByteArrayOutputStream();
    try (var connection = database(schema).dataSource().getConnection()) {
      for (String table : tables(connection, schema)) {
        try (var sql = connection.createStatement();
            var rows = sql.executeQuery("SELECT * FROM `" + table + "`")) {
          int columns = rows.getMetaData().getColumnCount();
          while (rows.next()) {
            for (int column = 1; column <= columns; column++) {
              byte[] value = rows.getBytes(column);
              dump.writeBytes(value == null ? new byte[] {0} : value);
            }
          }
        }
      }
    }
    return dump.toByteArray();
  }

  private static List<String> tables(Connection connection, String schema) throws SQLException {
    List<String> names = new ArrayList<>();
    try (var tables = connection.getMetaData().getTables(schema, null, "%", null)) {
      while (tables.next()) {
        names.add(tables.getString("TABLE_NAME"));
      }
    }
    return names;
  }
}
