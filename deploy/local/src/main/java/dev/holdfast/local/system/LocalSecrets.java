package dev.holdfast.local.system;

import dev.holdfast.contracts.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Passwords of one local run, made on first use and kept in a file that only its owner may read, so
 * that data written under them can still be used after a restart.
 */
public final class LocalSecrets {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path file;
  private final Map<String, Secret> secrets = new TreeMap<>();

  private LocalSecrets(Path file) {
    this.file = file;
  }

  /** Reads the file in a directory, if there is one. */
  public static LocalSecrets in(Path directory) {
    LocalSecrets secrets = new LocalSecrets(directory.resolve("secrets"));
    if (Files.exists(secrets.file)) {
      secrets.read();
    }
    return secrets;
  }

  /** The secret of that name; made now if there is none. */
  public synchronized Secret get(String name) {
    Secret known = secrets.get(name);
    if (known != null) {
      return known;
    }
    Secret made = random();
    secrets.put(name, made);
    write();
    return made;
  }

  private static Secret random() {
    byte[] bytes = new byte[18];
    RANDOM.nextBytes(bytes);
    return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private void read() {
    try {
      for (String line : Files.readAllLines(file)) {
        int split = line.indexOf('=');
        secrets.put(line.substring(0, split), Secret.of(line.substring(split + 1)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write() {
    String lines =
        secrets.entrySet().stream()
            .map(secret -> secret.getKey() + "=" + secret.getValue().reveal())
            .collect(Collectors.joining("\n", "", "\n"));
    OwnerOnly.write(file, lines);
  }

  /** Files that nobody but their owner may read, from their first byte on. */
  static final class OwnerOnly {

    private OwnerOnly() {}

    static void write(Path file, String text) {
      try {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
