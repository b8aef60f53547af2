package dev.holdfast.runtime.keyfile;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Who may use a file of keys.
 *
 * @param permissions as the file system has them
 * @param owner the id of the user whose file it is
 */
record FileAccess(Set<PosixFilePermission> permissions, long owner) {

  private static final long ROOT = 0;
  private static final Set<PosixFilePermission> OWNERS =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNERS_AND_READING_GROUPS =
      PosixFilePermissions.fromString("rwxr-----");

  FileAccess {
    permissions = Set.copyOf(permissions);
  }

  /** That of a file, or of what a link leads to; absent where files have no such permissions. */
  static Optional<FileAccess> of(Path file) throws IOException {
    if (!Files.getFileStore(file).supportsFileAttributeView("unix")) {
      return Optional.empty();
    }
    var owner = (Integer) Files.getAttribute(file, "unix:uid");
    return Optional.of(
        new FileAccess(Files.getPosixFilePermissions(file), Integer.toUnsignedLong(owner)));
  }

  /** Who runs this process. */
  static long thisUser() {
    return new UnixSystem().getUid();
  }

  /**
   * Whether nobody can read the file but its owner. A process that is not root may have it from
   * root through its group: in no other way does Kubernetes hand a Secret to such a process.
   */
  boolean isTightFor(long user) {
    boolean handedDown = owner == ROOT && user != ROOT;
    return (handedDown ? OWNERS_AND_READING_GROUPS : OWNERS).containsAll(permissions);
  }
}
