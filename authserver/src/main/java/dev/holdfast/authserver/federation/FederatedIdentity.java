package dev.holdfast.authserver.federation;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who a provider's person is here.
 *
 * @param id hash of provider, issuer and subject
 * @param provider the provider's name
 * @param issuer its issuer identifier when it was linked
 * @param externalSubject what it calls the person
 * @param userId our user
 * @param linkedAt since when
 * @param lastUsedAt when the person last signed in that way
 */
@MappedEntity("federated_identity")
public record FederatedIdentity(
    @Id String id,
    String provider,
    String issuer,
    String externalSubject,
    String userId,
    Instant linkedAt,
    @Nullable Instant lastUsedAt) {

  static FederatedIdentity of(ExternalPerson person, String userId, Instant now) {
    return new FederatedIdentity(
        person.id(), person.provider(), person.issuer(), person.subject(), userId, now, null);
  }

  /** Whether it is this very one, used meanwhile or not. */
  boolean isSame(FederatedIdentity other) {
    return id.equals(other.id);
  }
}
