package dev.holdfast.cli.command;

import dev.holdfast.contracts.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that holds one secret, perhaps with a line end behind it. */
final class SecretFile {

  private SecretFile() {}

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if it cannot be read or is empty; says why
   */
  static Secret read(Path file) {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalArgumentException("Cannot read " + file, e);
    }
    String secret = text.replaceFirst("\\R\\z", "");
    if (secret.isBlank()) {
      throw new IllegalArgumentException(file + " is empty");
    }
    return Secret.of(secret);
  }
}
