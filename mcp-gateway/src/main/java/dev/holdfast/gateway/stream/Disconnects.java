package dev.holdfast.gateway.stream;

import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import jakarta.inject.Singleton;
import java.util.concurrent.locks.ReentrantLock;

/** Notices clients that hang up while an answer is still being waited for. */
@Singleton
public final class Disconnects {

  /** Something that can be interrupted. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T call() throws InterruptedException;
  }

  /**
   * Does the work on this thread and interrupts it when the current request's client hangs up.
   *
   * @throws InterruptedException if it did
   */
  public <T> T interrupting(Work<T> work) throws InterruptedException {
    var channel =
        ServerRequestContext.currentRequest()
            .filter(NettyHttpRequest.class::isInstance)
            .map(request -> ((NettyHttpRequest<?>) request).getChannelHandlerContext().channel());
    if (channel.isEmpty()) {
      return work.call();
    }
    Watch watch = new Watch(Thread.currentThread());
    channel.get().closeFuture().addListener(watch);
    try {
      return work.call();
    } finally {
      channel.get().closeFuture().removeListener(watch);
      watch.end();
    }
  }

  /** Interrupts its thread, but not after the work is done. */
  private static final class Watch implements GenericFutureListener<Future<Void>> {

    private final Thread worker;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean done;

    Watch(Thread worker) {
      this.worker = worker;
    }

    @Override
    public void operationComplete(Future<Void> closed) {
      lock.lock();
      try {
        if (!done) {
          worker.interrupt();
        }
      } finally {
        lock.unlock();
      }
    }

    void end() {
      lock.lock();
      try {
        done = true;
      } finally {
        lock.unlock();
      }
    }
  }
}
