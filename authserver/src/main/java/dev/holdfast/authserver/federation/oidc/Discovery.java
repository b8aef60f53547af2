package dev.holdfast.authserver.federation.oidc;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.holdfast.authserver.federation.FederationSettings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/**
 * Providers' metadata (OpenID Connect Discovery, section 4), cached. It is read again in the
 * background; while that fails the old one serves, for a day at most.
 */
@Singleton
final class Discovery {

  private static final Duration THROUGH_AN_OUTAGE = Duration.ofDays(1);

  private final ProviderHttp http;
  private final LoadingCache<URI, Discovered> known;

  Discovery(ProviderHttp http, FederationSettings settings) {
    this.http = http;
    this.known =
        Caffeine.newBuilder()
            .refreshAfterWrite(settings.metadataLifetime())
            .expireAfterWrite(THROUGH_AN_OUTAGE)
            .build(this::load);
  }

  /**
   * The metadata of an issuer.
   *
   * @throws IOException if there is none to be had, or none to be believed
   */
  Discovered of(URI issuer) throws IOException {
    try {
      return known.get(issuer);
    } catch (CompletionException e) {
      throw new IOException(e.getCause());
    }
  }

  private Discovered load(URI issuer) throws IOException, GeneralException {
    URI address = URI.create(OIDCProviderMetadata.resolveURL(new Issuer(issuer)).toString());
    OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(http.get(address).body());
    // OpenID Connect Discovery, section 4.3: exactly the one that was asked.
    if (!metadata.getIssuer().getValue().equals(issuer.toString())) {
      throw new ParseException("Another issuer's metadata");
    }
    if (metadata.getAuthorizationEndpointURI() == null
        || metadata.getTokenEndpointURI() == null
        || metadata.getJWKSetURI() == null) {
      throw new ParseException("Metadata without the endpoints of the code flow");
    }
    return new Discovered(metadata);
  }
}
