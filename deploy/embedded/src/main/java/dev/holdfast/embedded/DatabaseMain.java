package dev.holdfast.embedded;

import java.nio.file.Path;
import java.util.List;

/**
 * {@link EmbeddedDatabase} as a process of its own. Prints {@code ready} when it is, and ends on
 * SIGTERM with status 0.
 *
 * <p>Environment: {@code HOLDFAST_DATABASE_DIR} (data), {@code HOLDFAST_DATABASE_PORT} (3306),
 * {@code HOLDFAST_DATABASE_BINARIES} (a directory of the user's cache), {@code
 * HOLDFAST_DATABASE_SCHEMAS} (schemas to make, by comma, each with a user of the same name) and for
 * each schema {@code HOLDFAST_DATABASE_PASSWORD_<SCHEMA IN CAPITALS>}. Passwords are not taken as
 * arguments, which every user of the machine can read. {@code HOLDFAST_DATABASE_MEMORY} (MiB of
 * buffer pool) is for measuring: without it the server is a small one.
 */
public final class DatabaseMain {

  private DatabaseMain() {}

  /** Runs until told to stop. */
  public static void main(String[] arguments) {
    Foreground.serve(() -> start(new Foreground(System.getenv())));
  }

  private static EmbeddedDatabase start(Foreground settings) {
    Path binaries =
        settings
            .optional("HOLDFAST_DATABASE_BINARIES")
            .map(Path::of)
            .orElseGet(MariaDbBinaries::defaultDirectory);
    Path data = Path.of(settings.require("HOLDFAST_DATABASE_DIR"));
    List<SchemaToMake> schemas = SchemaToMake.all(settings);
    int port = settings.number("HOLDFAST_DATABASE_PORT", 3306);
    EmbeddedDatabase database = EmbeddedDatabase.start(binaries, data, port);
    for (SchemaToMake schema : schemas) {
      database.createSchema(schema.name(), schema.name(), schema.password());
    }
    settings.optional("HOLDFAST_DATABASE_MEMORY").map(Integer::parseInt).ifPresent(database::grow);
    return database;
  }
}
