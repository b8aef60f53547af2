package dev.holdfast.authserver.login;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A person signed in at a browser.
 *
 * @param idHash the hash of the cookie's value
 * @param sid what tokens and events call it
 * @param userId who
 * @param authTime when the person signed in
 * @param expiresAt when the browser is forgotten
 */
@MappedEntity("login_session")
public record LoginSession(
    @Id String idHash, String sid, String userId, Instant authTime, Instant expiresAt) {}
