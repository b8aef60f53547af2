package dev.holdfast.token.grants;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much is in use.
 *
 * @param grants that neither ended nor expired
 * @param subjects who have one
 * @param oldest when the oldest of these grants began; absent if there is none
 */
public record Census(long grants, long subjects, @Nullable Instant oldest) {}
