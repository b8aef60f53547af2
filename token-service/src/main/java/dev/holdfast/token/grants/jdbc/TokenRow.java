package dev.holdfast.token.grants.jdbc;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

@MappedEntity("refresh_token")
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record TokenRow(@Id byte[] tokenHash, String gid, long generation) {}
