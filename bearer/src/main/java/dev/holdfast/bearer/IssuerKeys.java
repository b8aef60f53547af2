package dev.holdfast.bearer;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import dev.holdfast.network.InternalAddresses;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * The signing keys of one issuer: cached, fetched again when a key is unknown, at most twice in
 * {@code refetchInterval}, and kept through an outage of the issuer for an hour.
 */
final class IssuerKeys {

  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration OUTAGE = Duration.ofHours(1);

  private final JWKSource<SecurityContext> source;

  IssuerKeys(String issuer, Duration refetchInterval, InternalAddresses addresses, SSLContext tls) {
    source =
        JWKSourceBuilder.create(new DiscoveredKeys(new IssuerMetadata(issuer, addresses, tls)))
            .cache(FRESH.toMillis(), PATIENCE.toMillis())
            .refreshAheadCache(false)
            .rateLimited(refetchInterval.toMillis())
            .outageTolerant(OUTAGE.toMillis())
            .build();
  }

  /**
   * The key that must have signed a token with this header.
   *
   * @throws KeySourceException if the issuer cannot be asked
   */
  JWK find(JWSHeader header) throws KeySourceException, RejectedTokenException {
    var wanted =
        new JWKMatcher.Builder()
            .keyTypes(KeyType.RSA, KeyType.EC)
            .keyUses(KeyUse.SIGNATURE, null)
            .keyID(header.getKeyID());
    List<JWK> found = select(wanted.build());
    if (found.size() != 1) {
      throw new RejectedTokenException(Rejection.UNKNOWN_KEY);
    }
    return found.getFirst();
  }

  /** The one algorithm a key is for; the header has no say in it (RFC 8725, section 3.1). */
  static JWSAlgorithm algorithm(JWK key) {
    if (key.getAlgorithm() != null) {
      return JWSAlgorithm.parse(key.getAlgorithm().getName());
    }
    if (key instanceof ECKey curve) {
      return Curve.P_256.equals(curve.getCurve()) ? JWSAlgorithm.ES256 : JWSAlgorithm.ES384;
    }
    return JWSAlgorithm.RS256;
  }

  private List<JWK> select(JWKMatcher wanted) throws KeySourceException {
    try {
      return source.get(new JWKSelector(wanted), null);
    } catch (RateLimitReachedException e) {
      return unknownUnlessNeverFetched(e);
    }
  }

  // The limit is reached by strange key ids, which are no outage, or by fetches that failed, which
  // are one.
  private List<JWK> unknownUnlessNeverFetched(RateLimitReachedException limit)
      throws KeySourceException {
    try {
      source.get(new JWKSelector(new JWKMatcher.Builder().build()), null);
      return List.of();
    } catch (RateLimitReachedException e) {
      throw limit;
    }
  }
}
