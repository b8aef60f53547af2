package dev.holdfast.authserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Replica;
import dev.holdfast.authserver.user.NewUser;
import dev.holdfast.authserver.user.NewUsers;
import dev.holdfast.authserver.user.Users;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.testsupport.Migrations;
import dev.holdfast.testsupport.Schema;
import dev.holdfast.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A schema serves the release before it, too. */
class ReleasesTest {

  private static final String FIRST_RELEASE = "0199";

  private final Migrations migrations =
      Migrations.in("classpath:db/outbox", "classpath:db/authserver");
  private final Schema schema = TestDatabase.any().newSchema();

  @Test
  void migrationsSinceTheFirstReleaseOnlyAdd() {
    assertThat(migrations.breakingAfter(FIRST_RELEASE, schema)).isEmpty();
  }

  @Test
  void migrationsSinceTheFirstReleaseLetTheServiceWorkOn() {
    for (TestDatabase database : TestDatabase.all()) {
      assertThat(migrations.blockingAfter(FIRST_RELEASE, database.newSchema())).isEmpty();
    }
  }

  @Test
  void thisReleaseWorksWithTheSchemaOfTheNext(@TempDir Path next) {
    migrations.goAhead(
        schema,
        next,
        "ALTER TABLE user_account ADD COLUMN later VARCHAR(10) NULL; CREATE TABLE later (id INT);");

    try (Replica server = Replica.with(Map.copyOf(schema.micronautProperties()))) {
      String dora =
          server
              .bean(NewUsers.class)
              .create(
                  new NewUser("dora", "Dora", null, Secret.of("a fine password"), new TreeSet<>()),
                  "operator")
              .id();
      var tokens =
          server.post(
              "/oauth2/token",
              Map.of("grant_type", "client_credentials", "scope", "users:admin"),
              "Authorization",
              OAuthClient.basic("operator", "operator-secret"));

      assertThat(tokens.body()).contains("\"access_token\"");
      assertThat(server.bean(Users.class).byUsername("dora"))
          .hasValueSatisfying(user -> assertThat(user.id()).isEqualTo(dora));
    }
  }
}
