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

  /** The type of a stream of events. */
  public static final String EVENT_STREAM = "text/event-stream";

  /** An answer that has come to its end, and its body. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Whole(Answer answer, byte[] body) {}

  private final int status;
  private final Map<String, List<String>> headers;
  private final @Nullable String session;
  private final Flux<byte[]> body;

  /** An answer whose body streams; the headers are those that may go to the client. */
  public Answer(
      int status, Map<String, List<String>> headers, @Nullable String session, Flux<byte[]> body) {
    this.status = status;
    this.headers = headers;
    this.session = session;
    this.body = body;
  }

  /** What a message gets that wants no answer. */
  public static Answer accepted() {
    return new Answer(202, Map.of(), null, Flux.empty());
  }

  /** What was asked for is done, and there is nothing to tell of it. */
  public static Answer done() {
    return new Answer(204, Map.of(), null, Flux.empty());
  }

  /** A message of the gateway's own. */
  public static Answer json(byte[] message) {
    return new Answer(
        200, Map.of("content-type", List.of("application/json")), null, Flux.just(message));
  }

  /** A stream of events of the gateway's own. */
  public static Answer events(Flux<byte[]> body) {
    return new Answer(200, Map.of("content-type", List.of(EVENT_STREAM)), null, body);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Headers that may go to the client. */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /** Whether it sends the request elsewhere (RFC 9110, section 15.4). */
  public boolean isRedirect() {
    return status >= 300 && status < 400;
  }

  /** The upstream's session id, if it named one. */
  public Optional<String> session() {
    return Optional.ofNullable(session);
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** Whether the body is a stream of events. */
  public boolean isEventStream() {
    return header("content-type").filter(type -> type.startsWith(EVENT_STREAM)).isPresent();
  }

  /** Whether it is the stream of events that was asked for. */
  public boolean isOpenStream() {
    return status == 200 && isEventStream();
  }

  /** The same answer with another body. */
  public Answer withBody(Flux<byte[]> other) {
    return new Answer(status, headers, session, other);
  }

  /** Hangs up: nobody wants the body. */
  public void discard() {
    body.subscribe().dispose();
  }

  /**
   * Waits for the body of a refusal and keeps it, so that it can be looked at and passed on.
   *
   * @throws UpstreamUnavailableException if it does not arrive, or is too long
   */
  public Whole whole() throws UpstreamUnavailableException {
    byte[] read = Reply.bytes(this, _ -> false);
    return new Whole(withBody(Flux.just(read)), read);
  }

  /** The body as it arrives, piece by piece. */
  public Flux<byte[]> body() {
    return body;
  }
}
