package dev.holdfast.token.encryption.rekey;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last run of a kind.
 *
 * @param kind what it changes
 * @param startedAt older keys are due
 * @param finishedAt absent as long as it goes on, or is interrupted
 * @param done how many keys it has changed
 */
public record Run(RunKind kind, Instant startedAt, @Nullable Instant finishedAt, long done) {}
