package dev.holdfast.runtime.keyfile;

import java.io.IOException;
import java.nio.file.Path;

/** Others than the service may read a file of keys. Names the file and what to do. */
public final class ExposedKeyFileException extends IOException {

  private static final long serialVersionUID = 1L;

  ExposedKeyFileException(Path file) {
    super(
        "the key file "
            + file
            + " must be for its owner only (chmod 600); if that is root, and this process is not,"
            + " its group may read it (chmod 640)");
  }
}
