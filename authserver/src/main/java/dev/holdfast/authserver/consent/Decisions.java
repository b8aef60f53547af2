package dev.holdfast.authserver.consent;

import com.nimbusds.oauth2.sdk.Scope;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Remembers what people allowed. */
@Singleton
public final class Decisions {

  private final Consents consents;
  private final Clock clock;

  Decisions(Consents consents, Clock clock) {
    this.consents = consents;
    this.clock = clock;
  }

  /**
   * Whether a request is covered.
   *
   * @param since only what was allowed at or after this instant counts
   */
  public boolean allowed(
      String userId, String clientId, List<String> resources, Scope scope, Instant since) {
    return consents
        .byId(Consent.id(userId, clientId, resources))
        .filter(consent -> consent.covers(scope) && !consent.grantedAt().isBefore(since))
        .isPresent();
  }

  /** Remembers a yes; it adds to what was allowed before. */
  public void allow(String userId, String clientId, List<String> resources, Scope scope) {
    String id = Consent.id(userId, clientId, resources);
    Optional<Consent> before = consents.byId(id);
    var all = new Scope(scope);
    before.ifPresent(consent -> all.addAll(Scope.parse(consent.scopes())));
    var consent =
        new Consent(
            id, userId, clientId, String.join(" ", resources), all.toString(), clock.instant());
    try {
      if (before.isPresent()) {
        consents.update(consent);
      } else {
        consents.save(consent);
      }
    } catch (DataAccessException e) {
      // The form was sent twice; the other one wrote it.
      if (consents.byId(id).isEmpty()) {
        throw e;
      }
    }
  }
}
