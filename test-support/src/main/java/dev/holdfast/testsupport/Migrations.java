package dev.holdfast.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/**
 * What a service does to its schema. A schema serves the release before it, too: while a rollout
 * goes on, and after a rollback.
 *
 * @param locations where Flyway finds the scripts
 */
public record Migrations(List<String> locations) {

  private static final String FILES = "filesystem:";

  private static final Pattern COMMENT = Pattern.compile("--.*|/\\*(?s:.*?)\\*/");

  /** A comment to every database; some read the others. */
  private static final Pattern REMARK = Pattern.compile("--.*");

  /** Takes something away, or makes an older release's INSERT fail. */
  private static final Pattern BREAKING =
      Pattern.compile(
          "\\b(DROP|RENAME|TRUNCATE|MODIFY|CHANGE)\\b"
              + "|\\bADD\\s+(?!(UNIQUE\\s+|PRIMARY\\s+)?(KEY|INDEX)\\b)[^,;]*\\bNOT\\s+NULL\\b(?![^,;]*\\bDEFAULT\\b)"
              + "|\\bADD\\s+(UNIQUE|PRIMARY|CONSTRAINT|CHECK)\\b",
          Pattern.CASE_INSENSITIVE);

  /** The scripts of a service. */
  public static Migrations in(String... locations) {
    return new Migrations(List.of(locations));
  }

  /**
   * Statements that replicas of the release before could not live with.
   *
   * @param schema an empty one
   * @param baseline the newest version of the first release, before which there was nobody
   */
  public List<String> breakingAfter(String baseline, Schema schema) {
    MigrationVersion first = MigrationVersion.fromVersion(baseline);
    return Arrays.stream(flyway(schema, locations).info().all())
        .filter(one -> one.getVersion().compareTo(first) > 0)
        .flatMap(one -> statements(one, COMMENT))
        .filter(statement -> BREAKING.matcher(statement).find())
        .toList();
  }

  /**
   * Statements that a service at work would have to wait for: changes of tables of earlier scripts
   * that the database does not make without a lock, and changes of any number of their rows.
   *
   * @param baseline the newest version of the first release, before which nobody was at work
   * @param schema an empty one; it is filled
   */
  public List<String> blockingAfter(String baseline, Schema schema) {
    MigrationVersion first = MigrationVersion.fromVersion(baseline);
    List<MigrationInfo> all = List.of(flyway(schema, locations).info().all());
    try (Connection connection = schema.dataSource().getConnection()) {
      var check = new OnlineCheck(connection);
      for (MigrationInfo migration : all) {
        List<String> script = statements(migration, REMARK).toList();
        if (migration.getVersion().compareTo(first) > 0) {
          check.check(script);
        } else {
          check.run(script);
        }
      }
      return check.blocking();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Brings a schema to where the release after this one might have it.
   *
   * @param scratch for that release's script
   * @param sql what it adds
   */
  public void goAhead(Schema schema, Path scratch, String sql) {
    try {
      Files.writeString(scratch.resolve("V999999__of_the_next_release.sql"), sql);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> all = Stream.concat(locations.stream(), Stream.of(FILES + scratch)).toList();
    flyway(schema, all).migrate();
  }

  private static Flyway flyway(Schema schema, List<String> locations) {
    return Flyway.configure()
        .dataSource(schema.dataSource())
        .locations(locations.toArray(String[]::new))
        .load();
  }

  private Stream<String> statements(MigrationInfo migration, Pattern left) {
    String text =
        locations.stream()
            .flatMap(location -> script(location, migration.getScript()).stream())
            .findFirst()
            .orElseThrow();
    return Stream.of(left.matcher(text).replaceAll("").split(";", -1))
        .map(String::strip)
        .filter(statement -> !statement.isEmpty());
  }

  /** A script at a location, which may be inside of a jar. */
  private static Optional<String> script(String location, String name) {
    try {
      if (location.startsWith(FILES)) {
        Path file = Path.of(location.substring(FILES.length()), name);
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
      }
      String resource = location.replaceFirst("^classpath:", "") + "/" + name;
      try (InputStream in =
          Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
        return in == null
            ? Optional.empty()
            : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
