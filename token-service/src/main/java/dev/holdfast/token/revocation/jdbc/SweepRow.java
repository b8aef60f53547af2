package dev.holdfast.token.revocation.jdbc;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

@MappedEntity("revocation")
record SweepRow(@Id String eventId, @Nullable String result) {}
