package dev.holdfast.token.grants;

import dev.holdfast.contracts.grants.Grant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A grant and what has become of it.
 *
 * @param deviceLabel how its person may recognise the device, if known
 * @param lastUsedAt when its refresh token was exchanged last; when it began, if it never was
 */
public record StoredGrant(
    Grant grant, GrantState state, @Nullable String deviceLabel, Instant lastUsedAt) {}
