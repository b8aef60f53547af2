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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE people MODIFY name VARBINARY(200)",
        "ALTER TABLE people CONVERT TO CHARACTER SET latin1",
        "ALTER TABLE people ADD FULLTEXT KEY words (name)",
        "CREATE FULLTEXT INDEX words ON people (name)",
        "UPDATE people SET name = 'nobody' WHERE id > 7",
        "DELETE FROM people WHERE name = ''",
        "INSERT INTO people (id, name) SELECT id + 1, name FROM people"
      })
  void whatAServiceAtWorkWouldWaitForIsFound(String statement) throws Exception {
    assertThat(blocking(statement)).containsExactly(statement);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE people ADD KEY by_name (name), ADD age INT NULL",
        "ALTER TABLE people ADD KEY by_name (name), ALGORITHM = INPLACE, LOCK = NONE",
        "ALTER TABLE people COMMENT = '' /* , CONVERT TO CHARACTER SET latin1 */",
        "CREATE INDEX by_name ON people (name)",
        "DELETE FROM people WHERE name = '' LIMIT 100",
        "CREATE TABLE more (id INT); UPDATE more SET id = 1; ALTER TABLE more CONVERT TO CHARACTER SET latin1",
        "INSERT INTO people (id, name) VALUES (1, 'first')"
      })
  void whatAServiceAtWorkDoesNotNoticeIsFine(String statements) throws Exception {
    assertThat(blocking(statements)).isEmpty();
  }

  private List<String> blocking(String statements) throws Exception {
    Files.writeString(
        scripts.resolve("V0001__first.sql"),
        "CREATE TABLE people (id INT NOT NULL PRIMARY KEY, name VARCHAR(100) NOT NULL)"
            + " CHARACTER SET utf8mb4;");
    Files.writeString(scripts.resolve("V0002__next.sql"), statements + ";\n");
    return migrations().blockingAfter("0001", TestDatabase.any().newSchema());
  }

  private List<String> breaking(String statement) throws Exception {
    Files.writeString(scripts.resolve("V0002__next.sql"), statement + ";\n");
    return migrations().breakingAfter("0001", TestDatabase.any().newSchema());
  }

  private Migrations migrations() {
    return Migrations.in("filesystem:" + scripts);
  }
}
