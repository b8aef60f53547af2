package dev.holdfast.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right to use a data directory, held by one JVM. The system takes it back when the JVM ends,
 * however it ends; so whoever gets it knows that a server still running there has been left alone.
 */
record DirectoryLock(FileChannel channel) implements AutoCloseable {

  /**
   * @throws EmbeddedServerException if another JVM, or another part of this one, uses the directory
   */
  static DirectoryLock acquire(Path directory) {
    try {
      FileChannel channel =
          FileChannel.open(
              directory.resolve("holdfast.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new EmbeddedServerException("A running process uses " + directory);
      }
      return new DirectoryLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
