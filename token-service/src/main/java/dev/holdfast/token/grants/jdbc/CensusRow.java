package dev.holdfast.token.grants.jdbc;

import io.micronaut.core.annotation.Introspected;

@Introspected
record CensusRow(long grants, long subjects) {}
