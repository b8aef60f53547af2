package dev.holdfast.authserver.path;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import jakarta.inject.Singleton;

/**
 * Takes the issuer's path off every request. It happens before routes, filters and guards look at
 * the request, so that none of them can see a path that another one does not.
 */
@Singleton
final class IncomingPaths implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

  private final IssuerPath path;

  IncomingPaths(IssuerPath path) {
    this.path = path;
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    NettyServerCustomizer.Registry registry = event.getBean();
    if (!path.isRoot()) {
      registry.register(new ForEveryChannel());
    }
    return registry;
  }

  private final class ForEveryChannel implements NettyServerCustomizer {

    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
      return new ForOneChannel(channel);
    }
  }

  private final class ForOneChannel implements NettyServerCustomizer {

    private final Channel channel;

    ForOneChannel(Channel channel) {
      this.channel = channel;
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel other, ChannelRole role) {
      return new ForOneChannel(other);
    }

    @Override
    public void onStreamPipelineBuilt() {
      channel
          .pipeline()
          .addBefore(
              ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND, "issuer-path", new Stripping());
    }
  }

  private final class Stripping extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
      if (message instanceof HttpRequest request) {
        request.setUri(path.strip(request.uri()));
      }
      super.channelRead(context, message);
    }
  }
}
