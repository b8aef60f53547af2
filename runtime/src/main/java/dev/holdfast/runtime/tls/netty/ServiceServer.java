package dev.holdfast.runtime.tls.netty;

import dev.holdfast.runtime.tls.Tls;
import dev.holdfast.runtime.tls.TlsSettings;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.io.ResourceResolver;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.http.server.netty.ssl.AbstractServerSslBuilder;
import io.micronaut.http.ssl.ClientAuthentication;
import io.micronaut.http.ssl.ServerSslConfiguration;
import io.micronaut.http.ssl.SslConfiguration;
import jakarta.inject.Singleton;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import nl.altindag.ssl.util.KeyManagerUtils;
import nl.altindag.ssl.util.TrustManagerUtils;

/**
 * Has the server speak TLS, and nothing else, on the port where it spoke plain HTTP. Not by named
 * certificate providers: when one of those fails, Micronaut serves without TLS.
 */
@Singleton
@Requires(property = "holdfast.tls.certificate")
final class ServiceServer extends AbstractServerSslBuilder {

  private final Tls tls;
  private final ServerSslConfiguration configuration;

  ServiceServer(
      ResourceResolver resources, HttpServerConfiguration server, TlsSettings settings, Tls tls) {
    super(resources, server);
    this.tls = tls;
    this.configuration = configuration(server, settings);
  }

  @SuppressWarnings("deprecation") // In Micronaut's superclass only.
  private static ServerSslConfiguration configuration(
      HttpServerConfiguration server, TlsSettings settings) {
    var configuration = new ServerSslConfiguration();
    configuration.setEnabled(true);
    configuration.setPort(server.getPort().orElse(HttpServerConfiguration.DEFAULT_PORT));
    configuration.setProtocols(Tls.PROTOCOLS.toArray(String[]::new));
    switch (settings.clientAuthentication()) {
      case NONE -> {}
      case OPTIONAL -> configuration.setClientAuthentication(ClientAuthentication.WANT);
      case REQUIRED -> configuration.setClientAuthentication(ClientAuthentication.NEED);
    }
    return configuration;
  }

  @Override
  public ServerSslConfiguration getSslConfiguration() {
    return configuration;
  }

  @Override
  protected KeyManagerFactory getKeyManagerFactory(SslConfiguration ssl) {
    return KeyManagerUtils.createKeyManagerFactory(tls.identity());
  }

  @Override
  protected TrustManagerFactory getTrustManagerFactory(SslConfiguration ssl) {
    return TrustManagerUtils.createTrustManagerFactory(tls.callers());
  }
}
