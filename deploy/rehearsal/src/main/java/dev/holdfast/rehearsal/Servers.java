package dev.holdfast.rehearsal;

import dev.holdfast.embedded.EmbeddedBroker;
import dev.holdfast.embedded.EmbeddedDatabase;
import dev.holdfast.embedded.EmbeddedServerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The broker, and the database, if there is one for this machine.
 *
 * @param broker with all topics
 * @param database empty where no binaries are packaged, or a library is missing
 */
record Servers(EmbeddedBroker broker, Optional<EmbeddedDatabase> database)
    implements AutoCloseable {

  private static final int PARTITIONS = 2;
  // Of a database that nobody else reaches and that is gone in a minute.
  private static final String PASSWORD = "rehearsal";

  /** Starts both; data goes into the folder, whose file {@code topics} names the topics. */
  static Servers start(Path folder) {
    EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0, 0);
    try {
      broker.createTopics(Files.readAllLines(folder.resolve("topics")), PARTITIONS);
      return new Servers(broker, database(folder));
    } catch (IOException e) {
      broker.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  private static Optional<EmbeddedDatabase> database(Path folder) {
    try {
      return Optional.of(
          EmbeddedDatabase.start(folder.resolve("mariadb"), folder.resolve("database"), 0));
    } catch (EmbeddedServerException e) {
      System.out.println("No database here, so less is learnt: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Where a service finds them, as its environment says it; it gets a schema of its own. */
  Map<String, String> addresses(String service) {
    Map<String, String> all = new HashMap<>();
    all.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
    database.ifPresent(
        server -> {
          String schema = service.replace('-', '_');
          server.createSchema(schema, schema, PASSWORD);
          all.put("DATASOURCES_DEFAULT_URL", server.jdbcUrl(schema));
          all.put("DATASOURCES_DEFAULT_USERNAME", schema);
          all.put("DATASOURCES_DEFAULT_PASSWORD", PASSWORD);
        });
    return all;
  }

  @Override
  public void close() {
    database.ifPresent(EmbeddedDatabase::close);
    broker.close();
  }
}
