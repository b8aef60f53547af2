package dev.holdfast.gateway.stream;

import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;

/**
 * Lets a legacy server finish: a client that hangs up has not cancelled its request (MCP
 * 2025-11-25, Sending Messages), so the answer is read to its end for nobody, within bounds.
 */
@Singleton
public final class Linger {

  private final StreamSettings settings;

  Linger(StreamSettings settings) {
    this.settings = settings;
  }

  /** The same body, which goes on for a while after it was cancelled. */
  public Flux<byte[]> on(Flux<byte[]> body) {
    // Hidden, because the reader has no queue to fuse with.
    return body.hide()
        .transform(Operators.<byte[], byte[]>lift((_, client) -> new Reader(client, settings)));
  }

  /** Reads for the client, and after it has gone for nobody. */
  private static final class Reader implements CoreSubscriber<byte[]>, Subscription {

    private final CoreSubscriber<? super byte[]> client;
    private final StreamSettings settings;
    private volatile boolean gone;
    private Subscription upstream = Operators.emptySubscription();

    Reader(CoreSubscriber<? super byte[]> client, StreamSettings settings) {
      this.client = client;
      this.settings = settings;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      upstream = subscription;
      client.onSubscribe(this);
    }

    @Override
    public void onNext(byte[] piece) {
      if (!gone) {
        client.onNext(piece);
      }
    }

    @Override
    public void onError(Throwable failure) {
      if (!gone) {
        client.onError(failure);
      }
    }

    @Override
    public void onComplete() {
      if (!gone) {
        client.onComplete();
      }
    }

    @Override
    public void request(long pieces) {
      upstream.request(pieces);
    }

    @Override
    public void cancel() {
      if (!gone) {
        gone = true;
        var _ =
            Schedulers.parallel()
                .schedule(upstream::cancel, settings.linger().toMillis(), TimeUnit.MILLISECONDS);
        upstream.request(Long.MAX_VALUE);
      }
    }
  }
}
