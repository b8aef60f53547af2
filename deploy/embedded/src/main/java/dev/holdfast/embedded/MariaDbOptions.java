package dev.holdfast.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How the server runs: closed to other machines, quick to start, and like MySQL. */
final class MariaDbOptions {

  private static final List<String> QUICK =
      List.of(
          "--skip-log-bin",
          "--performance-schema=OFF",
          "--max-connections=400",
          "--innodb-buffer-pool-size=64M",
          "--innodb-flush-log-at-trx-commit=2",
          SystemTables.LOG_SIZE);

  private static final List<String> LIKE_MYSQL =
      List.of(
          "--character-set-server=utf8mb4",
          "--collation-server=utf8mb4_0900_ai_ci",
          "--transaction-isolation=REPEATABLE-READ",
          "--innodb-snapshot-isolation=OFF",
          "--default-time-zone=+00:00",
          "--sql-mode=ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
              + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION");

  private MariaDbOptions() {}

  static List<String> list(int port, Path initFile, Optional<ServerCertificate> certificate) {
    var own =
        List.of(
            "--bind-address=127.0.0.1",
            "--port=" + port,
            // Below the data directory, because a socket's path is limited to some 100 characters.
            "--socket=mariadb.sock",
            "--pid-file=" + OrphanedServer.PID_FILE,
            "--init-file=" + initFile,
            // A server that starts deletes temporary tables there, of other servers too.
            "--tmpdir=" + initFile.getParent(),
            "--skip-name-resolve");
    // Making a certificate takes seconds, and loopback gains nothing from it.
    var tls = certificate.map(MariaDbOptions::onlyTls).orElse(List.of("--skip-ssl"));
    return Stream.of(own, QUICK, LIKE_MYSQL, tls).flatMap(List::stream).toList();
  }

  private static List<String> onlyTls(ServerCertificate shown) {
    return List.of(
        "--ssl-cert=" + shown.certificate(),
        "--ssl-key=" + shown.privateKey(),
        "--require-secure-transport=ON");
  }
}
