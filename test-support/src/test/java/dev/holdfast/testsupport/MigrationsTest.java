package dev.holdfast.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationsTest {

  @TempDir private Path scripts;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE people DROP COLUMN name",
        "ALTER TABLE people RENAME COLUMN name TO title",
        "ALTER TABLE people MODIFY name VARCHAR(10)",
        "ALTER TABLE people ADD COLUMN age INT NOT NULL",
        "ALTER TABLE people ADD COLUMN age INT NULL, ADD size INT NOT NULL",
        "ALTER TABLE people ADD UNIQUE KEY once (name)",
        "DROP TABLE people",
        "truncate people"
      })
  void whatTheReleaseBeforeCouldNotLiveWithIsFound(String statement) throws Exception {
    assertThat(breaking(statement)).containsExactly(statement);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE more (id INT NOT NULL PRIMARY KEY)",
        "ALTER TABLE people ADD COLUMN age INT NULL",
        "ALTER TABLE people ADD COLUMN age INT NOT NULL DEFAULT 0, ADD KEY by_age (age)",
        "-- Nothing is to DROP here\nCREATE INDEX by_name ON people (name)"
      })
  void additionsAreFine(String statement) throws Exception {
    assertThat(breaking(statement)).isEmpty();
  }

  @Test
  void theFirstReleaseMayDoAnything() throws Exception {
    Files.writeString(scripts.resolve("V0001__first.sql"), "DROP TABLE people;");

    assertThat(migrations().breakingAfter("0001", TestDatabase.any().newSchema())).isEmpty();
  }

  private List<String> breaking(String statement) throws Exception {
    Files.writeString(scripts.resolve("V0002__next.sql"), statement + ";\n");
    return migrations().breakingAfter("0001", TestDatabase.any().newSchema());
  }

  private Migrations migrations() {
    return Migrations.in("filesystem:" + scripts);
  }
}
