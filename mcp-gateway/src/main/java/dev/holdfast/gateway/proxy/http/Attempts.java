package dev.holdfast.gateway.proxy.http;

import dev.holdfast.gateway.upstream.Attempt;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.util.Optional;

/** Hands what came of a request on its event loop to the thread that goes on with it. */
public final class Attempts {

  private static final AttributeKey<Attempt> MADE = AttributeKey.valueOf(Attempts.class, "MADE");

  private Attempts() {}

  /** The next request of this connection was sent already. */
  public static void made(Channel connection, Attempt attempt) {
    connection.attr(MADE).set(attempt);
  }

  /** What came of sending this request, once. */
  static Optional<Attempt> of(HttpRequest<?> request) {
    return request instanceof NettyHttpRequest<?> received
        ? Optional.ofNullable(
            received.getChannelHandlerContext().channel().attr(MADE).getAndSet(null))
        : Optional.empty();
  }
}
