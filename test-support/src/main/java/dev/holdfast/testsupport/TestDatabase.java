package dev.holdfast.testsupport;

import java.util.List;
import java.util.UUID;

/**
 * A database server shared by all tests of a JVM, started when first asked for and stopped with the
 * JVM. Tests keep apart by taking a schema each.
 */
public final class TestDatabase {

  private final SchemaSource server;

  private TestDatabase(SchemaSource server) {
    this.server = server;
  }

  /** MySQL where a Docker engine answers, embedded MariaDB otherwise. */
  public static TestDatabase any() {
    return DockerEngine.answers() ? mySql() : mariaDb();
  }

  /** Each that this machine can run. */
  public static List<TestDatabase> all() {
    return DockerEngine.answers() ? List.of(mariaDb(), mySql()) : List.of(mariaDb());
  }

  /** Embedded MariaDB, on any machine. */
  public static TestDatabase mariaDb() {
    return MariaDb.SHARED;
  }

  /** MySQL 9.7 in a container; for tests that are {@link EnabledIfDocker}. */
  public static TestDatabase mySql() {
    return MySql.SHARED;
  }

  /** A new, empty schema with a user of its own that can reach nothing else. */
  public Schema newSchema() {
    String name = "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    String password = UUID.randomUUID().toString();
    server.createSchema(name, name, password);
    return new Schema(server.jdbcUrl(name), name, password);
  }

  private static final class MariaDb {
    static final TestDatabase SHARED = new TestDatabase(MariaDbSchemas.start());
  }

  private static final class MySql {
    static final TestDatabase SHARED = new TestDatabase(MySqlSchemas.start());
  }
}
