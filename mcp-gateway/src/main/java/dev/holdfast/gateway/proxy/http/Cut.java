package dev.holdfast.gateway.proxy.http;

import io.micronaut.http.HttpResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Sinks;

/** Whether an answer was cut while it passed. It goes along with the answer. */
final class Cut {

  static final String ATTRIBUTE = Cut.class.getName();

  private final boolean events;
  private final AtomicBoolean made = new AtomicBoolean();

  /**
   * It was not yet.
   *
   * @param events whether the answer is a stream, which may end anywhere
   */
  Cut(boolean events) {
    this.events = events;
  }

  /** Whether that answer was cut. */
  static boolean isMade(HttpResponse<?> response) {
    return response.getAttribute(ATTRIBUTE, Cut.class).filter(cut -> cut.made.get()).isPresent();
  }

  /** Ends it; half a message must not look like a whole one. */
  void now(Sinks.Empty<Void> end) {
    made.set(true);
    if (events) {
      end.tryEmitEmpty();
    } else {
      end.tryEmitError(new IOException("cut"));
    }
  }
}
