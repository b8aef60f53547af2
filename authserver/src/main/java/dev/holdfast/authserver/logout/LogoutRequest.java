package dev.holdfast.authserver.logout;

import dev.holdfast.authserver.client.Client;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A logout request that may go on (OpenID Connect RP-Initiated Logout, section 2).
 *
 * @param client who asks, if anybody
 * @param hintedUserId whose ID token came with it, if one did
 * @param hintedSid of which login session
 * @param returnTo where the browser goes afterwards, with the state; registered for the client
 */
public record LogoutRequest(
    @Nullable Client client,
    @Nullable String hintedUserId,
    @Nullable String hintedSid,
    @Nullable URI returnTo) {}
