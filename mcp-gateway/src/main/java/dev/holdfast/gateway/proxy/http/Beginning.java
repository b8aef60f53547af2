package dev.holdfast.gateway.proxy.http;

import dev.holdfast.gateway.upstream.Attempt;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was done about a request on its event loop, for the thread that goes on with it.
 *
 * @param toll what was paid for it
 * @param made what came of sending it, if it was sent
 * @param cut whether it was sent, cut and put on record: it is only to be told why
 */
public record Beginning(Toll toll, Optional<Attempt> made, boolean cut) {

  private static final AttributeKey<Held> NEXT = AttributeKey.valueOf(Beginning.class, "NEXT");

  /** Nothing but that was done. */
  public Beginning(Toll toll) {
    this(toll, Optional.empty(), false);
  }

  private record Held(io.netty.handler.codec.http.HttpRequest request, Beginning beginning) {}

  /** Is for this request, which the framework gets next from this connection. */
  public void handTo(Channel connection, io.netty.handler.codec.http.HttpRequest request) {
    connection.attr(NEXT).set(new Held(request, this));
  }

  /** What was done about this request; asked once. */
  @SuppressWarnings("ReferenceEquality") // Of this very request, not of one like it.
  static Beginning of(HttpRequest<?> request) {
    HttpRequest<?> unwrapped = request;
    // With the body that a controller declares, it comes wrapped.
    while (unwrapped instanceof HttpRequestWrapper<?> wrapper) {
      unwrapped = wrapper.getDelegate();
    }
    if (unwrapped instanceof NettyHttpRequest<?> received) {
      @Nullable Held held =
          received.getChannelHandlerContext().channel().attr(NEXT).getAndSet(null);
      if (held != null && held.request() == received.getNativeRequest()) {
        return held.beginning();
      }
    }
    return new Beginning(new Toll());
  }
}
