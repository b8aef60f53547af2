package dev.holdfast.token.revocation.jdbc;

import dev.holdfast.token.revocation.SweepKind;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

@MappedEntity("revocation")
record SweepRow(@Id String eventId, SweepKind kind, @Nullable String result, boolean finished) {}
