package dev.holdfast.token.connections.oauth;

import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import dev.holdfast.token.connections.ProviderSettings;
import dev.holdfast.token.connections.oauth.Trouble.Kind;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a provider's endpoints are: as configured, otherwise as discovered. */
final class Endpoints {

  private final ProviderSettings settings;
  private final @Nullable Discovery discovery;

  Endpoints(ProviderSettings settings, Wire wire, Clock clock) {
    this.settings = settings;
    URI issuer = settings.issuer();
    this.discovery =
        issuer == null || !settings.discovers()
            ? null
            : new Discovery(settings, issuer, wire, clock);
  }

  URI authorization() throws Trouble {
    return needed(
        find(
            settings.authorizationEndpoint(),
            AuthorizationServerMetadata::getAuthorizationEndpointURI));
  }

  URI token() throws Trouble {
    return needed(find(settings.tokenEndpoint(), AuthorizationServerMetadata::getTokenEndpointURI));
  }

  Optional<URI> deviceAuthorization() throws Trouble {
    return find(
        settings.deviceAuthorizationEndpoint(),
        AuthorizationServerMetadata::getDeviceAuthorizationEndpointURI);
  }

  Optional<URI> revocation() throws Trouble {
    return find(
        settings.revocationEndpoint(), AuthorizationServerMetadata::getRevocationEndpointURI);
  }

  /** RFC 9207, section 3. */
  boolean namesItselfInAnswers() throws Trouble {
    return discovery != null && discovery.get().supportsAuthorizationResponseIssuerParam();
  }

  private Optional<URI> find(
      @Nullable URI configured, Function<AuthorizationServerMetadata, @Nullable URI> discovered)
      throws Trouble {
    if (configured != null || discovery == null) {
      return Optional.ofNullable(configured);
    }
    return Optional.ofNullable(discovered.apply(discovery.get()));
  }

  private static URI needed(Optional<URI> endpoint) throws Trouble {
    return endpoint.orElseThrow(() -> new Trouble(Kind.UNREADABLE));
  }
}
