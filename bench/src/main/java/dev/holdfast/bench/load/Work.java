package dev.holdfast.bench.load;

import java.io.IOException;

/** What one worker does again and again. Only that worker's thread calls it. */
@FunctionalInterface
public interface Work {

  /**
   * Does it once.
   *
   * @throws IllegalStateException if the server did not do its part: such a run measures nothing
   */
  void once() throws IOException, InterruptedException;
}
