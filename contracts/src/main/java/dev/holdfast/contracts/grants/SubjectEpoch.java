package dev.holdfast.contracts.grants;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How old an access token of a subject may be.
 *
 * @param accessEpoch the newest access epoch; absent if there never was one
 */
@Serdeable
public record SubjectEpoch(@Nullable Instant accessEpoch) {}
