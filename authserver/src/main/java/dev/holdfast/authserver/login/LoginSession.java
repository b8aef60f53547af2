package dev.holdfast.authserver.login;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person signed in at a browser.
 *
 * @param idHash the hash of the cookie's value
 * @param sid what tokens and events call it
 * @param userId who
 * @param clientId the client the person signed in for
 * @param device how the person may recognise the browser
 * @param amr how the person signed in (RFC 8176), separated by spaces
 * @param authTime when the person signed in, last
 * @param lastSeenAt when the browser last came by, to the minute or so
 * @param expiresAt when the browser is forgotten
 * @param supersededAt when the person signed in elsewhere, if so
 * @param provider through which provider the person signed in; absent if here
 */
@MappedEntity("login_session")
public record LoginSession(
    @Id String idHash,
    String sid,
    String userId,
    String clientId,
    String device,
    String amr,
    Instant authTime,
    Instant lastSeenAt,
    Instant expiresAt,
    @Nullable Instant supersededAt,
    @Nullable String provider) {

  /** Whether the person has signed in elsewhere since. */
  public boolean superseded() {
    return supersededAt != null;
  }

  /** How the person signed in (RFC 8176). */
  public List<String> methods() {
    return List.of(amr.split(" "));
  }
}
