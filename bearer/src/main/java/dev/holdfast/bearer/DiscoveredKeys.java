package dev.holdfast.bearer;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;

/** An issuer's keys, found anew through its metadata at each fetch, so that they may move. */
final class DiscoveredKeys implements JWKSetSource<SecurityContext> {

  private final IssuerMetadata metadata;

  DiscoveredKeys(IssuerMetadata metadata) {
    this.metadata = metadata;
  }

  @Override
  public JWKSet getJWKSet(
      JWKSetCacheRefreshEvaluator refresh, long now, @Nullable SecurityContext context)
      throws JWKSetUnavailableException {
    try {
      URI keys = metadata.read().getJWKSetURI();
      if (keys == null) {
        throw new JWKSetUnavailableException("the issuer's metadata names no jwks_uri");
      }
      return JWKSet.parse(metadata.retrieve(keys));
    } catch (IOException | ParseException e) {
      throw new JWKSetUnavailableException("the issuer's keys cannot be read", e);
    }
  }

  @Override
  public void close() {}
}
