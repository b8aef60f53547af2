package dev.holdfast.gateway.upstream.netty;

import dev.holdfast.gateway.upstream.UpstreamUnavailableException.Stage;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One connection to a server: one exchange at a time, and idle in between. */
final class Connection extends ChannelInboundHandlerAdapter {

  private final Channel channel;
  private final Deque<Connection> idle;
  private @Nullable Exchange exchange;
  private boolean reusable;
  private boolean interim;
  private long idleSince;

  Connection(Channel channel, Deque<Connection> idle) {
    this.channel = channel;
    this.idle = idle;
  }

  void send(Exchange next, FullHttpRequest request) {
    exchange = next;
    reusable = false;
    var _ = channel.writeAndFlush(request, channel.voidPromise());
  }

  void hold(boolean held) {
    channel.config().setAutoRead(!held);
  }

  void close() {
    var _ = channel.close();
  }

  /** Whether it can still be used, and not just about to be closed by the server. */
  boolean isFresh(long now, long limit) {
    return channel.isActive() && now - idleSince < limit;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (exchange == null) {
      // Nobody asked.
      ReferenceCountUtil.release(message);
      close();
      return;
    }
    if (((HttpObject) message).decoderResult().isFailure()) {
      ReferenceCountUtil.release(message);
      close();
      return;
    }
    if (message instanceof HttpResponse head) {
      head(exchange, head);
    }
    if (message instanceof HttpContent piece) {
      piece(exchange, piece);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (exchange != null && !exchange.isOver()) {
      exchange.receiver().pause();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    idle.remove(this);
    if (exchange != null) {
      exchange.fail(Stage.ANSWERING, new IOException("the connection ended"));
      exchange = null;
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    close();
  }

  private void head(Exchange current, HttpResponse head) {
    interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    if (!interim && !current.isOver()) {
      reusable = HttpUtil.isKeepAlive(head);
      current.answered();
      current.receiver().head(head);
    }
  }

  private void piece(Exchange current, HttpContent piece) {
    if (interim || current.isOver()) {
      piece.release();
      return;
    }
    if (piece instanceof LastHttpContent) {
      exchange = null;
      current.end();
      rest();
    }
    current.receiver().piece(piece);
  }

  private void rest() {
    if (reusable && channel.isActive()) {
      hold(false);
      idleSince = channel.eventLoop().ticker().nanoTime();
      idle.push(this);
    } else {
      close();
    }
  }
}
