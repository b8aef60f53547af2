package dev.holdfast.gateway.proxy.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.contracts.events.CallOutcome;
import dev.holdfast.gateway.protocol.Events;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.upstream.Answer;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * What was heard of an answer while it passed. Only so much is kept: a longer answer counts as a
 * result. The pieces are not copied until the end.
 */
final class Heard {

  private static final int MOST = 64 * 1024;
  private static final Set<Integer> NO_ANSWER = Set.of(502, 503, 504);

  private final int status;
  private final boolean events;
  private final List<byte[]> pieces = new ArrayList<>(1);
  private int length;

  Heard(HttpResponse<?> response) {
    this(
        response.code(),
        response
            .getContentType()
            .map(MediaType::getName)
            .filter(Answer.EVENT_STREAM::equals)
            .isPresent());
  }

  Heard(int status, boolean events) {
    this.status = status;
    this.events = events;
  }

  void add(byte[] piece) {
    length += piece.length;
    if (length <= MOST) {
      pieces.add(piece);
    } else {
      pieces.clear();
    }
  }

  /** How that request was answered. */
  CallOutcome outcome(Message request) {
    if (status >= 400) {
      return NO_ANSWER.contains(status) ? CallOutcome.UNAVAILABLE : CallOutcome.ERROR;
    }
    return length <= MOST && answers(request).filter(Heard::isError).isPresent()
        ? CallOutcome.ERROR
        : CallOutcome.OK;
  }

  private Optional<JsonNode> answers(Message request) {
    byte[] body = bytes();
    return JsonRpc.parse(events ? Events.data(body) : body)
        .map(Message::json)
        .flatMap(json -> json.isArray() ? partOf(json, request.id()) : Optional.of(json));
  }

  private static Optional<JsonNode> partOf(JsonNode batch, JsonNode id) {
    return StreamSupport.stream(batch.spliterator(), false)
        .filter(part -> part.path("id").equals(id))
        .findFirst();
  }

  // MCP, Tools, Error Handling: the protocol's errors and the tool's own.
  private static boolean isError(JsonNode answer) {
    return answer.has("error") || answer.path("result").path("isError").asBoolean();
  }

  private byte[] bytes() {
    if (pieces.size() == 1) {
      return pieces.getFirst();
    }
    var all = new ByteArrayOutputStream(length);
    pieces.forEach(all::writeBytes);
    return all.toByteArray();
  }
}
