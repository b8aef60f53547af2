package dev.holdfast.runtime.tls.netty;

import dev.holdfast.runtime.tls.Tls;
import io.micronaut.core.io.ResourceResolver;
import io.micronaut.http.client.HttpVersionSelection;
import io.micronaut.http.client.netty.ssl.NettyClientSslBuilder;
import io.micronaut.http.ssl.SslConfiguration;
import io.netty.handler.ssl.SslContextBuilder;

/** All of Micronaut's HTTP clients: those here call our own services. */
final class ServiceClients extends NettyClientSslBuilder {

  private final Tls tls;

  ServiceClients(ResourceResolver resources, Tls tls) {
    super(resources);
    this.tls = tls;
  }

  @Override
  protected SslContextBuilder createSslContextBuilder(
      SslConfiguration ssl, HttpVersionSelection versions) {
    return super.createSslContextBuilder(ssl, versions)
        .keyManager(tls.identity())
        .trustManager(tls.servers())
        .endpointIdentificationAlgorithm("HTTPS")
        .protocols(Tls.PROTOCOLS);
  }
}
