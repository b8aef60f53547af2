package dev.holdfast.gateway.upstream;

import dev.holdfast.gateway.protocol.Events;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException.Stage;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads the one JSON-RPC message that answers a request of the gateway's own. */
public final class Reply {

  private static final int LONGEST = 1024 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Reply() {}

  /**
   * The message, from JSON or from a stream of events, which need not end; empty if there is none.
   *
   * @throws UpstreamUnavailableException if it does not arrive, or is too long
   */
  public static Optional<Message> in(Answer answer) throws UpstreamUnavailableException {
    return answer.isEventStream()
        ? JsonRpc.parse(Events.data(bytes(answer, Reply::isAnswered)))
        : JsonRpc.parse(bytes(answer, _ -> false));
  }

  /** The body, up to where it is enough. */
  static byte[] bytes(Answer answer, Predicate<byte[]> enough) throws UpstreamUnavailableException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      answer
          .body()
          .doOnNext(piece -> add(all, piece))
          .takeUntil(_ -> enough.test(all.toByteArray()))
          .then()
          .block(PATIENCE);
      return all.toByteArray();
    } catch (RuntimeException e) {
      throw new UpstreamUnavailableException(Stage.ANSWERING, e);
    }
  }

  private static boolean isAnswered(byte[] stream) {
    return JsonRpc.parse(Events.data(stream)).filter(Message::isResponse).isPresent();
  }

  private static void add(ByteArrayOutputStream all, byte[] piece) {
    if (all.size() + piece.length > LONGEST) {
      throw new IllegalStateException("the answer is too long");
    }
    all.writeBytes(piece);
  }
}
