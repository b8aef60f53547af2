package dev.holdfast.gateway.stream;

import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import jakarta.inject.Singleton;

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
    Interruption interruption = new Interruption(Thread.currentThread());
    GenericFutureListener<Future<Void>> closed = _ -> interruption.now();
    channel.get().closeFuture().addListener(closed);
    try {
      return work.call();
    } finally {
      channel.get().closeFuture().removeListener(closed);
      interruption.end();
    }
  }
}
