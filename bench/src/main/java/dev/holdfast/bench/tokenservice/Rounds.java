package dev.holdfast.bench.tokenservice;

import dev.holdfast.bench.load.Work;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One worker's share of what is there, one after the other, round and round. */
final class Rounds<T> implements Work {

  private final List<T> share;
  private final Step<T> step;
  private int next;

  private Rounds(List<T> share, Step<T> step) {
    this.share = share;
    this.step = step;
  }

  /** Deals out to so many workers; nobody shares with another one. */
  static <T> List<Rounds<T>> dealt(List<T> all, int workers, Step<T> step) {
    if (all.size() < workers) {
      throw new IllegalArgumentException("%d for %d workers".formatted(all.size(), workers));
    }
    return IntStream.range(0, workers)
        .mapToObj(worker -> new Rounds<>(share(all, workers, worker), step))
        .toList();
  }

  private static <T> List<T> share(List<T> all, int workers, int worker) {
    List<T> share = new ArrayList<>();
    for (int i = worker; i < all.size(); i += workers) {
      share.add(all.get(i));
    }
    return share;
  }

  @Override
  public void once() throws IOException, InterruptedException {
    step.take(share.get(next));
    next = (next + 1) % share.size();
  }

  /** What is done with each. */
  @FunctionalInterface
  interface Step<T> {
    void take(T each) throws IOException, InterruptedException;
  }
}
