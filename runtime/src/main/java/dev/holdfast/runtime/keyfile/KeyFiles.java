package dev.holdfast.runtime.keyfile;

import java.io.IOException;
import java.nio.file.Path;

/** The one rule for files of keys, whichever service they are of; see {@link FileAccess}. */
public final class KeyFiles {

  private KeyFiles() {}

  /**
   * Refuses a file that others may use.
   *
   * @throws ExposedKeyFileException if they may
   * @throws IOException if it cannot be told
   */
  public static void requireTight(Path file) throws IOException {
    if (!FileAccess.of(file).map(access -> access.isTightFor(FileAccess.thisUser())).orElse(true)) {
      throw new ExposedKeyFileException(file);
    }
  }
}
