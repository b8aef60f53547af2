package dev.holdfast.token.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.contracts.problem.ProblemTypes;
import dev.holdfast.testsupport.Schema;
import dev.holdfast.testsupport.TestDatabase;
import dev.holdfast.token.Clients.ConnectionsClient;
import dev.holdfast.token.Clients.GrantsClient;
import dev.holdfast.token.GrantRequests;
import dev.holdfast.token.TokenServer;
import dev.holdfast.token.connections.Vaulted;
import dev.holdfast.token.encryption.KeysUnavailableException;
import dev.holdfast.token.encryption.StubKeyService;
import dev.holdfast.token.encryption.UserKeys;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Row 33: what will pass is told as such. */
class PassingTroubleTest {

  @TempDir Path keys;

  @Test
  void aDatabaseThatIsAwayIsPassingTrouble() {
    Schema schema = TestDatabase.any().newSchema();
    URI database = URI.create(schema.jdbcUrl().substring("jdbc:".length()));
    var line = new CuttableLine(database);
    var through = schema.jdbcUrl().replace(":" + database.getPort(), ":" + line.port());
    try (var server = TokenServer.start(schema, keys, Map.of("datasources.default.url", through))) {
      server.callWith(ServiceScope.GRANTS_WRITE, ServiceScope.GRANTS_READ);
      var grants = server.get(GrantsClient.class);
      var request =
          GrantRequests.refreshable(server.someone(), "mcp-client", server.clock().instant());
      String gid = grants.issue(request).grant().gid();
      line.close();

      assertPassing(() -> grants.status(gid));
      assertPassing(() -> grants.issue(request));
    } finally {
      line.close();
    }
  }

  @Test
  void aKeyServiceThatIsAwayIsPassingTrouble() {
    Map<String, Object> settings = new HashMap<>(Vaulted.settings());
    var service = new StubKeyService();
    settings.put(
        "holdfast.token.keys.primary", "hcvault://" + service.authority() + "/transit/keys/main");
    settings.put("holdfast.token.keys.vault.token", StubKeyService.TOKEN);
    settings.put("holdfast.token.keys.vault.plain-http", true);
    try (service;
        var server = TokenServer.start(keys, settings)) {
      server.callWith(ServiceScope.CONNECTIONS_USE);
      var connections = server.get(ConnectionsClient.class);
      ConnectionKey key = new Vaulted(server, 1).keys().getFirst();
      assertThat(connections.token(key).accessToken().reveal()).isNotBlank();
      service.close();

      assertPassing(() -> connections.token(key));
      assertThatThrownBy(() -> server.get(UserKeys.class).findOrCreate(server.someone()))
          .isInstanceOfSatisfying(
              KeysUnavailableException.class, e -> assertThat(e.isPassing()).isTrue());
    }
  }

  private static void assertPassing(ThrowingCallable call) {
    var refusal = catchThrowableOfType(HttpClientResponseException.class, call);
    assertThat(refusal.code()).isEqualTo(503);
    assertThat(refusal.getResponse().getHeaders().get("Retry-After")).isEqualTo("1");
    assertThat(refusal.getResponse().getBody(Problem.class))
        .get()
        .extracting(Problem::type)
        .isEqualTo(ProblemTypes.TEMPORARILY_UNAVAILABLE);
  }
}
