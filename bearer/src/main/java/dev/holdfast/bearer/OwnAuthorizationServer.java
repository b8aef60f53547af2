package dev.holdfast.bearer;

import dev.holdfast.network.InternalAddresses;
import dev.holdfast.runtime.tls.Tls;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The authorization server at which this service is a client. Safe for concurrent use. */
@Singleton
@Requires(beans = ServiceClientSettings.class)
public final class OwnAuthorizationServer {

  private final ServiceClientSettings settings;
  private final InternalAddresses addresses;
  private final IssuerMetadata metadata;
  private volatile @Nullable URI tokenEndpoint;

  OwnAuthorizationServer(ServiceClientSettings settings, InternalAddresses addresses, Tls tls) {
    this.settings = settings;
    this.addresses = addresses;
    this.metadata = new IssuerMetadata(settings.issuer(), addresses, tls.toServices());
    this.tokenEndpoint = settings.tokenEndpoint();
  }

  /**
   * Where its token endpoint is reached, as configured or as its metadata tells; the latter is
   * asked for once.
   *
   * @throws IOException if that cannot be had right now
   */
  public URI tokenEndpoint() throws IOException {
    URI known = tokenEndpoint;
    if (known != null) {
      return known;
    }
    URI told = metadata.read().getTokenEndpointURI();
    if (told == null) {
      throw new IOException(settings.issuer() + " tells no token endpoint");
    }
    URI reached = addresses.of(told);
    tokenEndpoint = reached;
    return reached;
  }
}
