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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * What was heard of an answer while it passed. Only so much is kept: a longer answer counts as a
 * result. The pieces are not copied until the end, and parsed only if they could tell an error.
 */
final class Heard {

  private static final int MOST = 64 * 1024;
  private static final Set<Integer> NO_ANSWER = Set.of(502, 503, 504);
  private static final byte[] DENIAL = "\"isError\":false".getBytes(StandardCharsets.UTF_8);
  private static final int DENIAL_BEFORE = "\"isE".length();

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
    if (length > MOST) {
      return;
    }
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
    if (length > MOST) {
      return CallOutcome.OK;
    }
    byte[] body = bytes();
    return couldTellAnError(body) && answers(body, request).filter(Heard::isError).isPresent()
        ? CallOutcome.ERROR
        : CallOutcome.OK;
  }

  /**
   * Both names of an error end like this, unless somebody escapes letters (RFC 8259, section 7);
   * most results say that they are none.
   */
  private static boolean couldTellAnError(byte[] body) {
    for (int i = 0; i + 3 < body.length; i++) {
      boolean escape = body[i] == '\\' && body[i + 1] == 'u';
      boolean name =
          body[i] == 'r' && body[i + 1] == 'r' && body[i + 2] == 'o' && body[i + 3] == 'r';
      if (escape || (name && !isDenied(body, i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the name that ends here is the tool's own, and followed by {@code false}. */
  private static boolean isDenied(byte[] body, int end) {
    int begin = end - DENIAL_BEFORE;
    return begin >= 0
        && begin + DENIAL.length <= body.length
        && Arrays.equals(body, begin, begin + DENIAL.length, DENIAL, 0, DENIAL.length);
  }

  private Optional<JsonNode> answers(byte[] body, Message request) {
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
