package dev.holdfast.authserver.user;

import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.identity.SubjectId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** What every event about a user of ours tells. */
@Singleton
public final class UserEvents {

  private final Issuer issuer;

  UserEvents(Issuer issuer) {
    this.issuer = issuer;
  }

  /** The header of a new event about a user. */
  public EventHeader header(String userId, Instant time) {
    return new EventHeader(UUID.randomUUID().toString(), issuer.issuer(), time, subject(userId));
  }

  /** A user as the world knows it. */
  public SubjectId subject(String userId) {
    return new SubjectId(issuer.id(), userId);
  }
}
