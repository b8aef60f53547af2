package dev.holdfast.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server that outlived a killed run: a child process does not die with its parent, and holds
 * the port and the locks of the data directory.
 */
final class OrphanedServer {

  static final String PID_FILE = "mariadb.pid";

  private static final Logger log = LoggerFactory.getLogger(OrphanedServer.class);
  private static final int STOP_LIMIT_SECONDS = 30;

  private OrphanedServer() {}

  /** Stops the server that runs on this data directory, if one does. */
  static void stop(Path dataDirectory) {
    find(dataDirectory).ifPresent(OrphanedServer::stop);
  }

  private static void stop(ProcessHandle server) {
    log.atInfo().addKeyValue("pid", server.pid()).log("Stopping the database of a killed run");
    server.destroy();
    server
        .onExit()
        .completeOnTimeout(server, STOP_LIMIT_SECONDS, TimeUnit.SECONDS)
        .thenAccept(ProcessHandle::destroyForcibly)
        .join();
    server.onExit().join();
  }

  /** Process ids are reused, so the number alone proves nothing: the command must be ours too. */
  private static Optional<ProcessHandle> find(Path dataDirectory) {
    Path file = dataDirectory.resolve(PID_FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      long pid = Long.parseLong(Files.readString(file).strip());
      return ProcessHandle.of(pid).filter(process -> serves(process, dataDirectory));
    } catch (NumberFormatException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean serves(ProcessHandle process, Path dataDirectory) {
    String command = process.info().commandLine().orElse("");
    return command.contains("mariadbd") && command.contains("--datadir=" + dataDirectory + " ");
  }
}
