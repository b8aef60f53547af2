package dev.holdfast.authserver.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Published;
import dev.holdfast.authserver.harness.Replica;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.contracts.events.IdentityEvent.ClientDeleted;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Configured clients that other replicas, or later ones, do not have. */
class ConfiguredClientsTest {

  private static final String SECRET = "leavers-secret";

  private final String id = "leaver-" + UUID.randomUUID();

  @Test
  void aClientTakenOutOfTheConfigurationIsRefusedAndCanBeDeleted() {
    try (Replica old = Replica.with(configured(SECRET));
        Replica without = Replica.with(Map.of())) {
      assertThat(tokenStatus(old)).isEqualTo(200);
      assertThat(tokenStatus(without)).isEqualTo(401);
      assertThat(remove(old)).isEqualTo(Removal.CONFIGURED);
      assertThat(tokenStatus(old)).isEqualTo(200);

      assertThat(remove(without)).isEqualTo(Removal.DONE);

      assertThat(tokenStatus(old)).isEqualTo(401);
      assertThat(remove(without)).isEqualTo(Removal.UNKNOWN);
      assertThat(Published.about(id, ClientDeleted.class)).hasSize(1);
    }
  }

  @Test
  void aClientWithoutItsSecretIsRefusedWithTheOldOneAndCanBeDeleted() {
    try (Replica old = Replica.with(configured(SECRET));
        Replica without = Replica.with(configured(""))) {
      assertThat(tokenStatus(old)).isEqualTo(200);
      assertThat(tokenStatus(without)).isEqualTo(401);
      assertThat(remove(without)).isEqualTo(Removal.DONE);
    }
  }

  @Test
  void aReplicaWithAnotherConfigurationTakesNothingAway() {
    try (Replica _ = Replica.with(configured(SECRET));
        Replica _ = Replica.with(Map.of());
        Replica later = Replica.with(configured(SECRET))) {
      assertThat(tokenStatus(later)).isEqualTo(200);
      assertThat(Published.about(id, ClientDeleted.class)).isEmpty();
    }
  }

  private Map<String, Object> configured(String secret) {
    String client = "holdfast.authserver.clients." + id;
    Map<String, Object> settings = new HashMap<>();
    settings.put(client + ".secret", secret);
    settings.put(client + ".grant-types", "client_credentials");
    settings.put(client + ".scopes", "openid");
    settings.put(client + ".resources", Server.API);
    return settings;
  }

  private int tokenStatus(Replica replica) {
    return replica
        .post(
            "/oauth2/token",
            Map.of("grant_type", "client_credentials"),
            "Authorization",
            OAuthClient.basic(id, SECRET))
        .statusCode();
  }

  private Removal remove(Replica replica) {
    return replica.bean(ClientDirectory.class).remove("an operator", id);
  }
}
