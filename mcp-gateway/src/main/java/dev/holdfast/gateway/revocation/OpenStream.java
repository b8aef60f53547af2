package dev.holdfast.gateway.revocation;

import dev.holdfast.bearer.VerifiedToken;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** An answer that is still streaming to the holder of a token. Compared by identity. */
public final class OpenStream {

  private final VerifiedToken token;
  private final Instant begun;
  private final @Nullable String session;
  private final Sinks.Empty<Void> end = Sinks.empty();

  OpenStream(VerifiedToken token, Instant begun, Optional<String> session) {
    this.token = token;
    this.begun = begun;
    this.session = session.orElse(null);
  }

  /** Completes when the stream must end. */
  public Mono<Void> end() {
    return end.asMono();
  }

  /** Lets it end now. */
  public void cut() {
    end.tryEmitEmpty();
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
