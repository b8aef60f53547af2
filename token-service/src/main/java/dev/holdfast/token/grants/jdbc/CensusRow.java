package dev.holdfast.token.grants.jdbc;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Introspected
record CensusRow(long grants, long subjects, @Nullable Instant oldest) {}
