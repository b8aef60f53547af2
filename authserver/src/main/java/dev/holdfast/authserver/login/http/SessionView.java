package dev.holdfast.authserver.login.http;

import dev.holdfast.authserver.login.LoginSession;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A login session as operators see one.
 *
 * @param sid what tokens and events call it
 * @param clientId the client the person signed in for
 * @param device how the person may recognise the browser
 * @param amr how the person signed in (RFC 8176)
 * @param provider through which provider; absent if here
 * @param authTime when the person signed in
 * @param lastSeenAt when the browser last came by, to the minute
 * @param expiresAt when the browser is forgotten
 * @param superseded whether the person has signed in elsewhere since, so that it counts no more for
 *     single-session clients
 */
@Serdeable
record SessionView(
    String sid,
    String clientId,
    String device,
    List<String> amr,
    @Nullable String provider,
    Instant authTime,
    Instant lastSeenAt,
    Instant expiresAt,
    boolean superseded) {

  static SessionView of(LoginSession session) {
    return new SessionView(
        session.sid(),
        session.clientId(),
        session.device(),
        session.methods(),
        session.provider(),
        session.authTime(),
        session.lastSeenAt(),
        session.expiresAt(),
        session.superseded());
  }
}
