package dev.holdfast.gateway.stream;

import java.util.concurrent.locks.ReentrantLock;

/** Interrupts a thread, but not after the work that is to be interrupted is done. */
public final class Interruption {

  private final Thread worker;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean done;

  /** The thread's work begins. */
  public Interruption(Thread worker) {
    this.worker = worker;
  }

  /** Interrupts it, unless it is done. */
  public void now() {
    lock.lock();
    try {
      if (!done) {
        worker.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  /** It is done. */
  public void end() {
    lock.lock();
    try {
      done = true;
    } finally {
      lock.unlock();
    }
  }
}
