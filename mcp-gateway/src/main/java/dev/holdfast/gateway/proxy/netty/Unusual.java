package dev.holdfast.gateway.proxy.netty;

import dev.holdfast.gateway.upstream.Answer;
import dev.holdfast.gateway.upstream.Headers;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException.Stage;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import reactor.core.publisher.Flux;

/** An answer that somebody has to look at before it goes on, if it does. */
final class Unusual {

  static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int LONGEST = 1024 * 1024;

  private final HttpResponse head;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  Unusual(HttpResponse head) {
    this.head = head;
  }

  int status() {
    return head.status().code();
  }

  /** Takes a piece of the body over; false if it is too long by now. */
  boolean add(HttpContent piece) {
    try {
      if (body.size() + piece.content().readableBytes() > LONGEST) {
        return false;
      }
      body.writeBytes(ByteBufUtil.getBytes(piece.content()));
      return true;
    } finally {
      piece.release();
    }
  }

  Answer whole() {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Headers.downstream(
        head.headers(),
        (name, value) -> headers.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
    return new Answer(
        status(), headers, head.headers().get(Headers.SESSION_ID), Flux.just(body.toByteArray()));
  }

  UpstreamUnavailableException tooLong() {
    return new UpstreamUnavailableException(
        Stage.ANSWERING, new IOException("the answer is too long"));
  }
}
