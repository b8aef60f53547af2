package dev.holdfast.gateway.restart;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.holdfast.gateway.session.OpenedSession;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that this replica opened in place of lost ones. Nothing else is remembered of any
 * session, and what is forgotten here is replaced once more.
 */
@Singleton
final class Replacements {

  private final Cache<String, Replacement> replacements;

  Replacements(RestartSettings settings, MeterRegistry metrics) {
    this.replacements =
        Caffeine.newBuilder()
            .maximumSize(settings.sessions())
            .expireAfterAccess(settings.idle())
            .build();
    metrics.gauge("holdfast.gateway.sessions.replaced", replacements, Cache::estimatedSize);
  }

  /** How another session is opened. */
  @FunctionalInterface
  interface Opening {
    Optional<FreshSession> open() throws UpstreamUnavailableException, InterruptedException;
  }

  /** The session in place of this one, if it was replaced. */
  Optional<FreshSession> of(OpenedSession session) {
    return Optional.ofNullable(replacements.getIfPresent(session.fingerprint()))
        .map(Replacement::fresh);
  }

  /**
   * The session in place of the one whose id is lost. Of all who ask for it at a time one opens it,
   * and the others get what came out of that.
   *
   * @param lostId the id that the server did not know
   */
  Optional<FreshSession> replace(OpenedSession session, @Nullable String lostId, Opening opening)
      throws UpstreamUnavailableException, InterruptedException {
    Replacement one = replacements.get(session.fingerprint(), _ -> new Replacement());
    one.lock().lockInterruptibly();
    try {
      FreshSession fresh = one.fresh();
      if (fresh != null && !Objects.equals(fresh.upstreamId(), lostId)) {
        return Optional.of(fresh);
      }
      return one.failed() ? one.failure() : open(session, one, opening);
    } finally {
      one.lock().unlock();
    }
  }

  /** The session is over, and so is what took its place. */
  void forget(OpenedSession session) {
    replacements.invalidate(session.fingerprint());
  }

  // Those who wait have this one in hand; whoever comes later tries again.
  private Optional<FreshSession> open(OpenedSession session, Replacement one, Opening opening)
      throws UpstreamUnavailableException, InterruptedException {
    try {
      Optional<FreshSession> fresh = opening.open();
      fresh.ifPresentOrElse(one::replacedBy, () -> fail(session, one, null));
      return fresh;
    } catch (UpstreamUnavailableException e) {
      fail(session, one, e);
      throw e;
    }
  }

  private void fail(
      OpenedSession session, Replacement one, @Nullable UpstreamUnavailableException trouble) {
    one.fail(trouble);
    replacements.asMap().remove(session.fingerprint(), one);
  }
}
