package dev.holdfast.testsupport;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Callers that all start at the same moment, each on a virtual thread of its own. */
public final class Races {

  private static final int LIMIT_SECONDS = 60;

  private Races() {}

  /** How one caller ended. */
  public sealed interface Outcome<T> {

    /** The caller returned. */
    record Returned<T>(T value) implements Outcome<T> {}

    /** The caller threw. */
    record Threw<T>(Throwable cause) implements Outcome<T> {}
  }

  /** Runs {@code callers} times the same call at once; outcomes in no particular order. */
  public static <T> List<Outcome<T>> run(int callers, Callable<T> call) {
    return run(callers, _ -> call);
  }

  /**
   * Runs the calls {@code callOf} makes of the numbers from 0, at once.
   *
   * @return the outcomes, at the place of the caller's number
   * @throws AssertionError if a caller is not done after a minute
   */
  public static <T> List<Outcome<T>> run(int callers, IntFunction<Callable<T>> callOf) {
    var start = new CyclicBarrier(callers);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Future<T>> running =
          IntStream.range(0, callers)
              .mapToObj(callOf)
              .map(call -> threads.submit(() -> startTogether(start, call)))
              .toList();
      return running.stream().map(Races::outcome).toList();
    } finally {
      threads.shutdownNow();
    }
  }

  /** The values of those that returned. */
  public static <T> List<T> values(List<Outcome<T>> outcomes) {
    return outcomes.stream()
        .mapMulti(
            (Outcome<T> outcome, Consumer<T> values) -> {
              if (outcome instanceof Outcome.Returned<T>(T value)) {
                values.accept(value);
              }
            })
        .toList();
  }

  /** What the others threw. */
  public static <T> List<Throwable> failures(List<Outcome<T>> outcomes) {
    return outcomes.stream()
        .mapMulti(
            (Outcome<T> outcome, Consumer<Throwable> causes) -> {
              if (outcome instanceof Outcome.Threw<T>(Throwable cause)) {
                causes.accept(cause);
              }
            })
        .toList();
  }

  private static <T> T startTogether(CyclicBarrier start, Callable<T> call) throws Exception {
    start.await(LIMIT_SECONDS, TimeUnit.SECONDS);
    return call.call();
  }

  private static <T> Outcome<T> outcome(Future<T> caller) {
    try {
      return new Outcome.Returned<>(caller.get(LIMIT_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      return new Outcome.Threw<>(cause == null ? e : cause);
    } catch (TimeoutException e) {
      throw new AssertionError("A caller of the race hangs", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for a race", e);
    }
  }
}
