package dev.holdfast.gateway.upstream.netty;

import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.upstream.Timeouts;
import dev.holdfast.gateway.upstream.UpstreamAddresses;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException.Stage;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What one event loop has: idle connections by server, and exchanges under way. */
final class Loop {

  private static final int LONGEST_LINE = 8 * 1024;
  private static final int LONGEST_HEAD = 64 * 1024;
  private static final int PIECE = 64 * 1024;

  // Servers in the field close connections that were idle for five seconds.
  private static final long IDLE_NANOS = Duration.ofSeconds(3).toNanos();

  private final EventLoop loop;
  private final Class<? extends Channel> type;
  private final Timeouts timeouts;
  private final SslContext ssl;
  private final UpstreamAddresses addresses;
  private final Map<String, Deque<Connection>> idle = new HashMap<>();
  private final Set<Exchange> active = Collections.newSetFromMap(new IdentityHashMap<>());

  Loop(
      EventLoop loop,
      Class<? extends Channel> type,
      Timeouts timeouts,
      SslContext ssl,
      UpstreamAddresses addresses) {
    this.loop = loop;
    this.type = type;
    this.timeouts = timeouts;
    this.ssl = ssl;
    this.addresses = addresses;
    var _ = loop.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  Exchange send(McpServer server, FullHttpRequest request, Receiver receiver, Duration patience) {
    URI uri = server.url();
    Exchange exchange = new Exchange(loop, server, request, receiver, active, patience);
    Connection ready = ready(uri);
    if (ready == null) {
      connect(exchange);
    } else {
      exchange.on(ready);
    }
    return exchange;
  }

  private @Nullable Connection ready(URI uri) {
    long now = loop.ticker().nanoTime();
    Deque<Connection> connections = idle(uri);
    Connection next = connections.poll();
    while (next != null && !next.isFresh(now, IDLE_NANOS)) {
      next.close();
      next = connections.poll();
    }
    return next;
  }

  private void connect(Exchange exchange) {
    String host = exchange.uri().getHost();
    if (host.equals("localhost") || NetUtil.createByteArrayFromIpAddressString(host) != null) {
      find(exchange);
    } else {
      // Name servers may take a while.
      Thread.ofVirtual().start(() -> find(exchange));
    }
  }

  private void find(Exchange exchange) {
    try {
      InetAddress address = addresses.check(exchange.server());
      loop.execute(() -> connect(exchange, address));
    } catch (UpstreamUnavailableException e) {
      loop.execute(() -> exchange.fail(e.stage(), e));
    }
  }

  private void connect(Exchange exchange, InetAddress address) {
    ChannelFuture connecting =
        new Bootstrap()
            .group(loop)
            .channel(type)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                (int) timeouts.connect(exchange.server()).toMillis())
            .handler(handler(exchange.uri()))
            .connect(new InetSocketAddress(address, port(exchange.uri())));
    connecting.addListener(_ -> connected(exchange, connecting));
  }

  private void connected(Exchange exchange, ChannelFuture connecting) {
    if (!connecting.isSuccess()) {
      exchange.fail(Stage.CONNECTING, connecting.cause());
      return;
    }
    Channel channel = connecting.channel();
    var handshake = channel.pipeline().get(io.netty.handler.ssl.SslHandler.class);
    if (handshake == null) {
      use(exchange, channel);
    } else {
      handshake
          .handshakeFuture()
          .addListener(
              done -> {
                if (done.isSuccess()) {
                  use(exchange, channel);
                } else {
                  exchange.fail(Stage.CONNECTING, done.cause());
                }
              });
    }
  }

  private void use(Exchange exchange, Channel channel) {
    if (exchange.isOver()) {
      var _ = channel.close();
      return;
    }
    Connection connection = new Connection(channel, idle(exchange.uri()));
    channel.pipeline().addLast(connection);
    exchange.on(connection);
  }

  private ChannelInitializer<Channel> handler(URI uri) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        if (uri.getScheme().equals("https")) {
          channel.pipeline().addLast(ssl.newHandler(channel.alloc(), uri.getHost(), port(uri)));
        }
        channel.pipeline().addLast(new HttpClientCodec(LONGEST_LINE, LONGEST_HEAD, PIECE));
      }
    };
  }

  private Deque<Connection> idle(URI uri) {
    return idle.computeIfAbsent(
        uri.getScheme() + "://" + uri.getRawAuthority(), _ -> new ArrayDeque<>());
  }

  private void look() {
    long now = loop.ticker().nanoTime();
    List.copyOf(active).forEach(exchange -> exchange.look(now));
    idle.values()
        .forEach(
            connections ->
                connections.stream()
                    .filter(one -> !one.isFresh(now, IDLE_NANOS))
                    .toList()
                    .forEach(Connection::close));
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
  }
}
