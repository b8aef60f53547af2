package dev.holdfast.contracts.connections;

import io.micronaut.serde.annotation.Serdeable;
import java.net.URI;

/**
 * The provider's consent page to send the user's browser to. The address names no user; its {@code
 * state} is single use and bound to the user it was made for.
 *
 * @param authorizationUri where to redirect
 * @param state the {@code state} parameter within it
 */
@Serdeable
public record StartedConnection(URI authorizationUri, String state) {}
