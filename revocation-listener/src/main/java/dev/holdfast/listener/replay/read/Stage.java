package dev.holdfast.listener.replay.read;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Works on a thread of its own on what it is handed, in order, a bounded number of pieces behind.
 * Closing it waits until it has worked on everything. Handed to by one thread.
 */
final class Stage<T> implements AutoCloseable {

  private final BlockingQueue<Optional<T>> pieces;
  private final Consumer<T> work;
  private final Thread thread;
  private volatile @Nullable RuntimeException failure;

  Stage(String name, int behind, Consumer<T> work) {
    this.pieces = new ArrayBlockingQueue<>(behind);
    this.work = work;
    // Not virtual: it computes all the time.
    this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  /** Waits for room. Whether the work has failed, closing tells. */
  void hand(T piece) {
    put(Optional.of(piece));
  }

  /** Whether the work has failed, so that handing more is in vain. */
  boolean hasFailed() {
    return failure != null;
  }

  /**
   * Waits for the work.
   *
   * @throws RuntimeException what the work has thrown, if it has
   */
  @Override
  public void close() {
    // Nothing is the last.
    put(Optional.empty());
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    RuntimeException thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
  }

  private void put(Optional<T> piece) {
    try {
      pieces.put(piece);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** After a failure the rest is taken and dropped, so that nobody waits for room for ever. */
  private void run() {
    try {
      Optional<T> piece = pieces.take();
      while (piece.isPresent()) {
        work(piece.orElseThrow());
        piece = pieces.take();
      }
    } catch (InterruptedException e) {
      failure = interrupted(e);
    }
  }

  private void work(T piece) {
    try {
      if (failure == null) {
        work.accept(piece);
      }
    } catch (RuntimeException e) {
      failure = e;
    } catch (Error e) {
      // The heap is bounded, so it may be full; whoever hands over must not wait for ever then.
      failure = new IllegalStateException(e.toString(), e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", e);
  }
}
