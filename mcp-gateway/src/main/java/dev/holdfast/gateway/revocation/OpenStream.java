package dev.holdfast.gateway.revocation;

import dev.holdfast.bearer.VerifiedToken;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** An answer that is still streaming to the holder of a token. Compared by identity. */
public final class OpenStream {

  private final VerifiedToken token;
  private final Sinks.Empty<Void> end = Sinks.empty();

  OpenStream(VerifiedToken token) {
    this.token = token;
  }

  /** Completes when the stream must end. */
  public Mono<Void> end() {
    return end.asMono();
  }

  /** Lets it end now. */
  public void cut() {
    end.tryEmitEmpty();
  }

  VerifiedToken token() {
    return token;
  }
}
