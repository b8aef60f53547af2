package dev.holdfast.gateway.proxy.netty;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Gives every connection of HTTP/1.1 a shortcut. */
@Singleton
final class Shortcuts implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

  private static final String FRAMEWORK = ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND;

  private final Passages passages;

  Shortcuts(Passages passages) {
    this.passages = passages;
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(new Customizer(null));
    return event.getBean();
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
    public void onStreamPipelineBuilt() {
      if (channel != null) {
        channel.pipeline().addBefore(FRAMEWORK, null, new Shortcut(passages));
      }
    }
  }
}
