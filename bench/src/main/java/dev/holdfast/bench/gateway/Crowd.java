package dev.holdfast.bench.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Does something many times.
 *
 * @param workers how often at the same time
 */
record Crowd(int workers) {

  static Crowd of(int workers) {
    return new Crowd(workers);
  }

  /**
   * Does it for each number below the count.
   *
   * @throws IllegalStateException if it failed once
   */
  <T> List<T> each(int count, IntFunction<T> work) {
    try (var threads = Executors.newFixedThreadPool(workers, Thread.ofVirtual().factory())) {
      List<Future<T>> all =
          IntStream.range(0, count)
              .mapToObj(number -> threads.submit(() -> work.apply(number)))
              .toList();
      List<T> results = new ArrayList<>(count);
      for (Future<T> one : all) {
        results.add(one.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException("One of many failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
