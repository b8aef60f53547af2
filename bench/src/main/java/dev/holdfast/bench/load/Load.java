package dev.holdfast.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Load on a server, from as many virtual threads as there are workers. Phases are counted in CPU
 * time of the server, not on the clock: what else the machine does changes neither how warm the
 * server gets nor the figure.
 */
public final class Load {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long LOOK_MILLIS = 20;

  private final Processes server;
  private final Processes database;
  private final Duration warmUp;
  private final Duration measured;

  /**
   * Load that is not applied yet.
   *
   * @param warmUp server CPU time before counting
   * @param measured server CPU time that counts
   */
  public Load(Processes server, Processes database, Duration warmUp, Duration measured) {
    this.server = server;
    this.database = database;
    this.warmUp = warmUp;
    this.measured = measured;
  }

  /** Warms the server up and measures it, each worker repeating its own work. */
  public Figure apply(List<? extends Work> workers) throws InterruptedException {
    var latencies = new Latencies();
    var over = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> running =
          workers.stream().map(work -> threads.submit(repeat(work, latencies, over))).toList();
      try {
        spend(warmUp, running);
        latencies.clear();
        Snapshot before = snapshot(latencies);
        spend(measured, running);
        return figure(before, snapshot(latencies), latencies);
      } finally {
        over.set(true);
      }
    }
  }

  private static Callable<Void> repeat(Work work, Latencies latencies, AtomicBoolean over) {
    return () -> {
      while (!over.get()) {
        long start = System.nanoTime();
        work.once();
        latencies.add(System.nanoTime() - start);
      }
      return null;
    };
  }

  private void spend(Duration cpu, List<Future<Void>> running) throws InterruptedException {
    Duration until = server.cpu().plus(cpu);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (server.cpu().compareTo(until) < 0) {
      requireSound(running);
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("The server does not spend " + cpu + " of CPU time");
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private static void requireSound(List<Future<Void>> running) throws InterruptedException {
    for (Future<Void> worker : running) {
      if (worker.isDone()) {
        try {
          worker.get();
        } catch (ExecutionException e) {
          throw new IllegalStateException("A worker failed", e.getCause());
        }
      }
    }
  }

  private Snapshot snapshot(Latencies latencies) {
    return new Snapshot(
        latencies.count(), server.cpu(), database.cpu(), System.nanoTime(), server.resident());
  }

  private static Figure figure(Snapshot before, Snapshot after, Latencies latencies) {
    return new Figure(
        after.done() - before.done(),
        after.cpu().minus(before.cpu()),
        after.databaseCpu().minus(before.databaseCpu()),
        Duration.ofNanos(after.nanos() - before.nanos()),
        after.resident(),
        latencies);
  }

  private record Snapshot(
      long done, Duration cpu, Duration databaseCpu, long nanos, long resident) {}
}
