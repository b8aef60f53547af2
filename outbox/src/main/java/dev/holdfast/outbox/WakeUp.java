package dev.holdfast.outbox;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tells the relay of this process that something was committed. Signals do not add up. */
@Singleton
public final class WakeUp {

  private final Semaphore signal = new Semaphore(0);

  WakeUp() {}

  /** Wakes the relay now, or keeps it from its next pause. */
  public void now() {
    signal.release();
  }

  void await(Duration longest) throws InterruptedException {
    if (signal.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
      signal.drainPermits();
    }
  }
}
