package dev.holdfast.gateway.rewrite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.upstream.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Flux;

/** Changes answers while they pass. */
public final class Rewriting {

  // A list or a resource longer than this is nobody's.
  static final int LONGEST = 16 * 1024 * 1024;

  private Rewriting() {}

  /** The same answer with its messages changed; bytes that are not changed stay as they were. */
  public static Answer of(Answer answer, Edit edit) {
    if (answer.status() != 200) {
      return answer;
    }
    return answer.withBody(
        answer.isEventStream()
            ? Flux.defer(() -> events(answer.body(), edit))
            : whole(answer.body()).map(bytes -> edited(bytes, edit).orElse(bytes)));
  }

  /** The same stream with its events changed; what is not changed stays as it was. */
  public static Answer ofEvents(Answer answer, UnaryOperator<ServerEvent> change) {
    return answer.withBody(
        Flux.defer(
            () -> {
              EventCutter cutter = new EventCutter();
              return answer
                  .body()
                  .concatMapIterable(cutter::passed, 1)
                  .map(bytes -> changed(bytes, change))
                  .concatWith(Flux.defer(() -> Flux.fromIterable(cutter.rest())));
            }));
  }

  private static byte[] changed(byte[] bytes, UnaryOperator<ServerEvent> change) {
    ServerEvent event = ServerEvent.of(bytes);
    ServerEvent other = change.apply(event);
    return other.equals(event) ? bytes : other.bytes();
  }

  /** Events as they come, each when it is complete. */
  private static Flux<byte[]> events(Flux<byte[]> body, Edit edit) {
    EventCutter cutter = new EventCutter();
    return body.concatMapIterable(cutter::passed)
        .map(event -> editedEvent(event, edit))
        .concatWith(Flux.defer(() -> Flux.fromIterable(cutter.rest())));
  }

  private static byte[] editedEvent(byte[] bytes, Edit edit) {
    ServerEvent event = ServerEvent.of(bytes);
    String data = event.data();
    return data.isBlank()
        ? bytes
        : edited(data.getBytes(StandardCharsets.UTF_8), edit)
            .map(json -> event.withData(new String(json, StandardCharsets.UTF_8)).bytes())
            .orElse(bytes);
  }

  static Optional<byte[]> edited(byte[] json, Edit edit) {
    return JsonRpc.parse(json)
        .map(message -> message.json())
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast)
        .filter(edit::apply)
        .map(message -> message.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Flux<byte[]> whole(Flux<byte[]> body) {
    return body.reduceWith(ByteArrayOutputStream::new, Rewriting::add)
        .map(ByteArrayOutputStream::toByteArray)
        .flux();
  }

  private static ByteArrayOutputStream add(ByteArrayOutputStream all, byte[] piece) {
    if (all.size() + piece.length > LONGEST) {
      throw new IllegalStateException("the answer is too long");
    }
    all.writeBytes(piece);
    return all;
  }
}
