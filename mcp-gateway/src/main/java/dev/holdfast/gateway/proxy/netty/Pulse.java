package dev.holdfast.gateway.proxy.netty;

import dev.holdfast.gateway.stream.EventBoundary;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Comments in a stream of events while nothing else comes, as {@code stream.KeepAlive} does. */
final class Pulse {

  private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

  private final EventBoundary boundary = new EventBoundary();
  private @Nullable Future<?> ticks;
  private boolean silent = true;

  /** These bytes go to the client. */
  void passed(ByteBuf piece) {
    int end = piece.writerIndex();
    for (int i = Math.max(piece.readerIndex(), end - EventBoundary.LONGEST); i < end; i++) {
      boundary.passed(piece.getByte(i));
    }
    silent = silent && !piece.isReadable();
  }

  void start(ChannelHandlerContext client, Duration interval) {
    if (ticks == null) {
      long millis = interval.toMillis();
      ticks =
          client
              .executor()
              .scheduleAtFixedRate(() -> tick(client), millis, millis, TimeUnit.MILLISECONDS);
    }
  }

  void stop() {
    if (ticks != null) {
      ticks.cancel(false);
    }
  }

  private void tick(ChannelHandlerContext client) {
    if (silent && boundary.isHere() && client.channel().isWritable()) {
      var _ = client.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(COMMENT)));
    }
    silent = true;
  }
}
