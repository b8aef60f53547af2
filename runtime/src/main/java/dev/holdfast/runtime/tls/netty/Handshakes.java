package dev.holdfast.runtime.tls.netty;

import dev.holdfast.runtime.tls.TlsTrouble;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import jakarta.inject.Singleton;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of callers with whom there was no handshake: without a certificate, with a wrong one, or
 * without TLS. Who only opens and closes a connection, as load balancers do, is no caller.
 */
@Singleton
@Requires(property = "holdfast.tls.certificate")
final class Handshakes implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

  private static final Logger log = LoggerFactory.getLogger(Handshakes.class);

  private final Counter refused;

  Handshakes(MeterRegistry meters) {
    this.refused = meters.counter("holdfast.tls.refused");
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(new Customizer(null));
    return event.getBean();
  }

  private void refused(Channel channel, Throwable cause) {
    if (cause instanceof ClosedChannelException) {
      return;
    }
    refused.increment();
    log.atInfo()
        .addKeyValue("caller", channel.remoteAddress())
        .addKeyValue("why", TlsTrouble.reason(cause))
        .log("No TLS with a caller");
  }

  private final class Customizer implements NettyServerCustomizer {

    private final @Nullable Channel channel;

    Customizer(@Nullable Channel channel) {
      this.channel = channel;
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel accepted, ChannelRole role) {
      return new Customizer(role == ChannelRole.CONNECTION ? accepted : null);
    }

    @Override
    public void onInitialPipelineBuilt() {
      // The port for probes has none.
      if (channel != null
          && channel.pipeline().get(ChannelPipelineCustomizer.HANDLER_SSL) != null) {
        channel.pipeline().addAfter(ChannelPipelineCustomizer.HANDLER_SSL, null, new Watch());
      }
    }
  }

  private final class Watch extends ChannelInboundHandlerAdapter {

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof SslHandshakeCompletionEvent handshake) {
        if (!handshake.isSuccess()) {
          refused(context.channel(), handshake.cause());
        }
        context.pipeline().remove(this);
      }
      context.fireUserEventTriggered(event);
    }
  }
}
