package dev.holdfast.runtime.tls.netty;

import dev.holdfast.runtime.tls.Tls;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.io.ResourceResolver;
import io.micronaut.http.client.netty.ssl.ClientSslBuilder;
import io.micronaut.http.client.netty.ssl.NettyClientSslBuilder;
import jakarta.inject.Singleton;

/** Micronaut cannot make the bean out of the class itself without HTTP/3 on the class path. */
@Factory
final class ServiceClientsFactory {

  @Singleton
  @Replaces(NettyClientSslBuilder.class)
  ClientSslBuilder clients(ResourceResolver resources, Tls tls) {
    return new ServiceClients(resources, tls);
  }
}
