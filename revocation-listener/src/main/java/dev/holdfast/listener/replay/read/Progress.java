package dev.holdfast.listener.replay.read;

/** Is told how far the reading is. */
@FunctionalInterface
public interface Progress {

  /**
   * Some more are read.
   *
   * @param done records so far
   * @param total records there are to read
   */
  void at(long done, long total);
}
