package dev.holdfast.testsupport;

import dev.holdfast.embedded.EmbeddedDatabase;
import java.nio.file.Path;

/** Schemas of an embedded server whose data goes when the JVM does. */
record MariaDbSchemas(EmbeddedDatabase database) implements SchemaSource {

  private static final String KIND = "mariadb";
  private static final String DATA = "data";

  static MariaDbSchemas start() {
    ScratchDirectories.leftBehind(KIND).forEach(MariaDbSchemas::delete);
    Path scratch = ScratchDirectories.create(KIND);
    EmbeddedDatabase database = EmbeddedDatabase.start(scratch.resolve(DATA), 0);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  database.close();
                  delete(scratch);
                },
                "test-database-stop"));
    return new MariaDbSchemas(database);
  }

  private static void delete(Path scratch) {
    EmbeddedDatabase.delete(scratch.resolve(DATA));
    ScratchDirectories.delete(scratch);
  }

  @Override
  public void createSchema(String schema, String user, String password) {
    database.createSchema(schema, user, password);
  }

  @Override
  public String jdbcUrl(String schema) {
    return database.jdbcUrl(schema);
  }
}
