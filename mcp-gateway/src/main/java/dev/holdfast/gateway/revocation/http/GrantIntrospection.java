package dev.holdfast.gateway.revocation.http;

import dev.holdfast.bearer.ServiceTokenUnavailableException;
import dev.holdfast.bearer.VerifiedToken;
import dev.holdfast.contracts.grants.GrantStatus;
import dev.holdfast.contracts.grants.SubjectEpoch;
import dev.holdfast.gateway.revocation.GrantLookup;
import dev.holdfast.gateway.revocation.Standing;
import dev.holdfast.runtime.tls.TlsTrouble;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.http.client.exceptions.HttpClientException;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the token-service while Kafka is silent; {@code holdfast.gateway.introspections} counts by
 * outcome. {@code UNKNOWN} is a refusal of a token that may be good.
 */
@Singleton
final class GrantIntrospection implements GrantLookup {

  private static final Logger log = LoggerFactory.getLogger(GrantIntrospection.class);

  private final GrantsClient grants;
  private final MeterRegistry metrics;

  GrantIntrospection(GrantsClient grants, MeterRegistry metrics) {
    this.grants = grants;
    this.metrics = metrics;
    for (Standing standing : Standing.values()) {
      asked(standing);
    }
  }

  @Override
  public Standing lookUp(VerifiedToken token) {
    Standing standing = ask(token);
    asked(standing).increment();
    return standing;
  }

  private Counter asked(Standing standing) {
    return Counter.builder("holdfast.gateway.introspections")
        .description("Questions to the token-service about tokens that the news do not answer")
        .tag("outcome", standing.name())
        .register(metrics);
  }

  private Standing ask(VerifiedToken token) {
    try {
      return token.gid().map(gid -> ofGrant(gid, token)).orElseGet(() -> ofSubject(token));
    } catch (HttpClientException | ServiceTokenUnavailableException e) {
      log.atWarn()
          .addKeyValue("gid", token.gid().orElse("none"))
          .addKeyValue("cause", TlsTrouble.cause(e))
          .log("Revocations are stale and the token-service does not answer");
      return Standing.UNKNOWN;
    }
  }

  private Standing ofGrant(String gid, VerifiedToken token) {
    // The declarative client turns 404 into null; that is no answer either.
    @Nullable GrantStatus status = grants.status(gid);
    if (status == null) {
      return Standing.UNKNOWN;
    }
    return status.active() ? ofAge(token, status.accessEpoch()) : Standing.REVOKED;
  }

  private Standing ofSubject(VerifiedToken token) {
    @Nullable SubjectEpoch epoch = grants.epoch(token.subject());
    return epoch == null ? Standing.UNKNOWN : ofAge(token, epoch.accessEpoch());
  }

  private static Standing ofAge(VerifiedToken token, @Nullable Instant epoch) {
    return epoch != null && token.isOlderThan(epoch) ? Standing.REVOKED : Standing.LIVE;
  }
}
