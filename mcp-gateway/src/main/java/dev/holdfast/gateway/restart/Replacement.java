package dev.holdfast.gateway.restart;

import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What takes the place of one lost session. Written by the holder of its lock only. */
final class Replacement {

  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable FreshSession fresh;
  private boolean failed;
  private @Nullable UpstreamUnavailableException trouble;

  ReentrantLock lock() {
    return lock;
  }

  @Nullable FreshSession fresh() {
    return fresh;
  }

  void replacedBy(FreshSession session) {
    fresh = session;
  }

  void fail(@Nullable UpstreamUnavailableException passing) {
    failed = true;
    trouble = passing;
  }

  boolean failed() {
    return failed;
  }

  /** Nothing, or the trouble. */
  Optional<FreshSession> failure() throws UpstreamUnavailableException {
    if (trouble != null) {
      throw trouble;
    }
    return Optional.empty();
  }
}
