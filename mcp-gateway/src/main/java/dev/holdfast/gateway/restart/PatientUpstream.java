package dev.holdfast.gateway.restart;

import dev.holdfast.gateway.guard.Guards;
import dev.holdfast.gateway.upstream.Answer;
import dev.holdfast.gateway.upstream.Call;
import dev.holdfast.gateway.upstream.Upstream;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException.Stage;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Sends calls to servers that may be about to come back. */
@Singleton
final class PatientUpstream {

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Upstream upstream;
  private final Guards guards;
  private final RestartSettings settings;

  PatientUpstream(Upstream upstream, Guards guards, RestartSettings settings) {
    this.upstream = upstream;
    this.guards = guards;
    this.settings = settings;
  }

  /**
   * Sends a call that the server has not seen. While nobody accepts connections it waits; if the
   * connection breaks before the answer, the call is sent once more, provided it is repeatable.
   */
  Answer send(Call call, boolean repeatable)
      throws UpstreamUnavailableException, InterruptedException {
    return guards.guard(call, () -> patiently(call, repeatable));
  }

  private Answer patiently(Call call, boolean repeatable)
      throws UpstreamUnavailableException, InterruptedException {
    long begin = System.nanoTime();
    boolean mayRepeat = repeatable;
    Call next = call;
    while (true) {
      try {
        return upstream.send(next);
      } catch (UpstreamUnavailableException e) {
        boolean unsent = e.stage() == Stage.CONNECTING;
        boolean repeat = mayRepeat && e.stage() == Stage.ANSWERING;
        if ((!unsent && !repeat) || isOver(begin)) {
          throw e;
        }
        mayRepeat = mayRepeat && !repeat;
        next = call.again();
        Thread.sleep(PAUSE);
      }
    }
  }

  private boolean isOver(long begin) {
    return System.nanoTime() - begin > settings.patience().minus(PAUSE).toNanos();
  }
}
