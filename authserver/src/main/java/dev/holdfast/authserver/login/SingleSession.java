package dev.holdfast.authserver.login;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/**
 * The clients at which a person has one login session at a time. They must be the ones whose grants
 * the revocation-listener sweeps at login ({@code revocation.client-ids}): it ends the tokens of an
 * older session, this keeps its cookie from fetching new ones.
 *
 * @param enabled whether a newer login ends anything
 * @param clientIds the clients, compared exactly; whoever registers at run time is never among them
 */
@Context
@ConfigurationProperties("holdfast.authserver.single-session")
public record SingleSession(
    @Bindable(defaultValue = "true") boolean enabled,
    @Bindable(defaultValue = "console") List<String> clientIds) {

  /**
   * Refuses ids that could never match.
   *
   * @throws IllegalArgumentException if an id begins or ends with white space
   */
  public SingleSession {
    clientIds = clientIds.stream().filter(id -> !id.isEmpty()).toList();
    if (clientIds.stream().anyMatch(id -> !id.equals(id.strip()))) {
      throw new IllegalArgumentException(
          "holdfast.authserver.single-session.client-ids holds an id with white space around it");
    }
  }

  /** Whether a login session still counts for a client. */
  public boolean counts(LoginSession session, String clientId) {
    return !(enabled && session.superseded() && clientIds.contains(clientId));
  }
}
