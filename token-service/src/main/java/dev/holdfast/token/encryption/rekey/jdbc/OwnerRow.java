package dev.holdfast.token.encryption.rekey.jdbc;

import io.micronaut.core.annotation.Introspected;

@Introspected
record OwnerRow(String issuer, String subject) {}
