package dev.holdfast.contracts.grants;

import dev.holdfast.contracts.secret.Secret;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A grant together with the refresh token to hand out.
 *
 * @param grant the grant, as it is now
 * @param refreshToken the token to hand to the client; absent if the grant is not refreshable
 * @param refreshExpiresAt when that token stops working if it is not used
 */
@Serdeable
public record GrantTokens(
    Grant grant, @Nullable Secret refreshToken, @Nullable Instant refreshExpiresAt) {}
