package dev.holdfast.gateway.revocation.http;

import dev.holdfast.bearer.ServiceTokenUnavailableException;
import dev.holdfast.contracts.grants.GrantStatus;
import dev.holdfast.gateway.revocation.GrantLookup;
import dev.holdfast.gateway.revocation.Standing;
import io.micronaut.http.client.exceptions.HttpClientException;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the token-service while Kafka is silent. */
@Singleton
final class GrantIntrospection implements GrantLookup {

  private static final Logger log = LoggerFactory.getLogger(GrantIntrospection.class);

  private final GrantsClient grants;

  GrantIntrospection(GrantsClient grants) {
    this.grants = grants;
  }

  @Override
  public Standing lookUp(String gid) {
    try {
      // The declarative client turns 404 into null; that is no answer either.
      @Nullable GrantStatus status = grants.status(gid);
      if (status == null) {
        return Standing.UNKNOWN;
      }
      return status.active() ? Standing.LIVE : Standing.REVOKED;
    } catch (HttpClientException | ServiceTokenUnavailableException e) {
      log.atWarn()
          .addKeyValue("gid", gid)
          .addKeyValue("cause", e.getClass().getSimpleName())
          .log("Revocations are stale and the token-service does not answer");
      return Standing.UNKNOWN;
    }
  }
}
