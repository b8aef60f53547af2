package dev.holdfast.gateway.revocation;

import dev.holdfast.bearer.VerifiedToken;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Something under way for the holder of a token. Compared by identity. */
public final class OpenStream {

  private final VerifiedToken token;
  private final Instant begun;
  private final @Nullable String session;
  private final Runnable end;
  private final AtomicBoolean cut = new AtomicBoolean();

  OpenStream(VerifiedToken token, Instant begun, Optional<String> session, Runnable end) {
    this.token = token;
    this.begun = begun;
    this.session = session.orElse(null);
    this.end = end;
  }

  /** Lets it end now. */
  public void cut() {
    if (cut.compareAndSet(false, true)) {
      end.run();
    }
  }

  /** Whether it was told to end. */
  public boolean isCut() {
    return cut.get();
  }

  boolean isOlderThan(Instant instant) {
    return begun.isBefore(instant);
  }

  Optional<String> session() {
    return Optional.ofNullable(session);
  }

  VerifiedToken token() {
    return token;
  }
}
