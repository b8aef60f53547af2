package dev.holdfast.token;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.grants.RefreshGrant;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.testsupport.Migrations;
import dev.holdfast.testsupport.Schema;
import dev.holdfast.testsupport.TestDatabase;
import dev.holdfast.token.grants.Grants;
import dev.holdfast.token.grants.RefreshOutcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A schema serves the release before it, too. */
class ReleasesTest {

  private static final String FIRST_RELEASE = "0199";

  private final Migrations migrations = Migrations.in("classpath:db/outbox", "classpath:db/token");
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
  void thisReleaseWorksWithTheSchemaOfTheNext(@TempDir Path keys, @TempDir Path next) {
    migrations.goAhead(
        schema,
        next,
        "ALTER TABLE grants ADD COLUMN later VARCHAR(10) NULL; CREATE TABLE later (id INT);");

    try (TokenServer server = TokenServer.start(schema, keys)) {
      Grants grants = server.get(Grants.class);
      SubjectId someone = server.someone();
      Secret first =
          requireNonNull(
              grants
                  .issue(GrantRequests.refreshable(someone, "console", server.clock().instant()))
                  .refreshToken());

      assertThat(grants.refresh(new RefreshGrant(first, "console"), someone.issuer()))
          .isInstanceOf(RefreshOutcome.Rotated.class);
    }
  }
}
