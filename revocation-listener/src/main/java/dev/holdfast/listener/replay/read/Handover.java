package dev.holdfast.listener.replay.read;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Lets a viewer look at what is read on a thread of its own, in order, a bounded number of events
 * behind the reading. Closing it waits until the viewer has seen everything.
 */
final class Handover implements Viewer, AutoCloseable {

  private static final int BATCH = 500;
  private static final int BATCHES = 8;

  private final BlockingQueue<List<Sighting>> batches = new ArrayBlockingQueue<>(BATCHES);
  private final Viewer viewer;
  private final Thread thread;
  private List<Sighting> batch = new ArrayList<>(BATCH);
  private volatile @Nullable RuntimeException failure;

  Handover(Viewer viewer) {
    this.viewer = viewer;
    // Not virtual: it computes all the time.
    this.thread = Thread.ofPlatform().daemon().name("replay-viewer").start(this::view);
  }

  @Override
  public void see(Sighting sighting) {
    batch.add(sighting);
    if (batch.size() == BATCH) {
      handOver(batch);
      batch = new ArrayList<>(BATCH);
    }
  }

  /**
   * Waits for the viewer.
   *
   * @throws RuntimeException what the viewer has thrown, if it has
   */
  @Override
  public void close() {
    if (!batch.isEmpty()) {
      handOver(batch);
    }
    // An empty one is the last.
    handOver(List.of());
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    RuntimeException thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
  }

  private void handOver(List<Sighting> some) {
    try {
      batches.put(some);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** After a failure the rest is taken and dropped, so that nobody waits for room for ever. */
  private void view() {
    try {
      List<Sighting> some = batches.take();
      while (!some.isEmpty()) {
        show(some);
        some = batches.take();
      }
    } catch (InterruptedException e) {
      failure = new IllegalStateException("interrupted", e);
    }
  }

  private void show(List<Sighting> some) {
    try {
      if (failure == null) {
        some.forEach(viewer::see);
      }
    } catch (RuntimeException e) {
      failure = e;
    }
  }
}
