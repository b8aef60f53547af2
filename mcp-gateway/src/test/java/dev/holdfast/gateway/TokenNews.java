package dev.holdfast.gateway;

import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.events.TokenEvent;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.revocation.EpochReason;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/** What a token-service tells of the people of an issuer. */
record TokenNews(String issuer) {

  TokenEvent.GrantRevoked revoked(String gid) {
    return revoked(header("ann", RunningGateway.now()), gid);
  }

  TokenEvent.GrantRevoked revoked(EventHeader header, String gid) {
    return new TokenEvent.GrantRevoked(
        header, gid, "a-client", "s1", RunningGateway.now(), EndReason.LOGOUT, null, 0L, null);
  }

  TokenEvent.AccessEpoch epoch(String subject, Instant epoch) {
    return new TokenEvent.AccessEpoch(
        header(subject, epoch), EpochReason.ROLES_CHANGED, "some-event");
  }

  private EventHeader header(String subject, Instant time) {
    return new EventHeader(
        UUID.randomUUID().toString(),
        URI.create("urn:test:token-service"),
        time,
        new SubjectId(issuer, subject));
  }
}
