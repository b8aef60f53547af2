package dev.holdfast.token.encryption.jdbc;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

@MappedEntity("user_key")
@SuppressWarnings("ArrayRecordComponent") // Never compared; turned into Bytes at once.
record UserKeyRow(@Id String issuer, @Id String subject, byte[] wrapped) {}
