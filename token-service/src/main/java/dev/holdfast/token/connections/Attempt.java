package dev.holdfast.token.connections;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.ConnectionKey;
import java.time.Instant;

/**
 * A consent under way.
 *
 * @param key whose, and where
 * @param verifier the PKCE code verifier, sealed
 * @param begunAt when the user was sent to the provider
 * @param expiresAt when the state stops working
 */
public record Attempt(ConnectionKey key, Bytes verifier, Instant begunAt, Instant expiresAt) {}
