package dev.holdfast.authserver.federation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where it is kept who is who. A provider's person is one user, and has one of them per user. */
public interface FederatedIdentities {

  /** Adds one; fails if the person, or the user at that provider, is tied to somebody already. */
  FederatedIdentity save(FederatedIdentity identity);

  /** The identity of this id. */
  Optional<FederatedIdentity> byId(String id);

  /** A user's identities, by provider. */
  List<FederatedIdentity> of(String userId);

  /** Notes a login; 0 if the identity is not this user's any more. */
  int used(String id, String userId, Instant at);

  /** Removes one of a user's; of several callers exactly one is told 1. */
  int remove(String id, String userId);

  /** Removes all of a user's. */
  int removeAllOf(String userId);

  /** Every provider with its issuer that anybody is tied to. */
  List<KnownProvider> providers();

  /** Some of those tied to a provider who were neither linked nor let in there since an instant. */
  List<FederatedIdentity> page(String provider, String issuer, Instant unusedSince, int limit);
}
