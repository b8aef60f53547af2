package dev.holdfast.gateway.upstream;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * An upstream's answer while its body still streams. The body must be subscribed to once; to cancel
 * it is to hang up on the upstream.
 */
public final class Answer {

  private final int status;
  private final Map<String, List<String>> headers;
  private final @Nullable String session;
  private final Flux<byte[]> body;

  Answer(
      int status, Map<String, List<String>> headers, @Nullable String session, Flux<byte[]> body) {
    this.status = status;
    this.headers = headers;
    this.session = session;
    this.body = body;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Headers that may go to the client. */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /** The upstream's session id, if it named one. */
  public Optional<String> session() {
    return Optional.ofNullable(session);
  }

  /** The body as it arrives, piece by piece. */
  public Flux<byte[]> body() {
    return body;
  }
}
