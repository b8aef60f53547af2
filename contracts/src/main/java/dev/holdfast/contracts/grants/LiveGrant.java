package dev.holdfast.contracts.grants;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A live grant, as its person may recognise it.
 *
 * @param grant the grant
 * @param deviceLabel how the person may recognise the device, if known
 * @param lastUsedAt when its refresh token was exchanged last; when it began, if it never was
 */
@Serdeable
public record LiveGrant(Grant grant, @Nullable String deviceLabel, Instant lastUsedAt) {}
