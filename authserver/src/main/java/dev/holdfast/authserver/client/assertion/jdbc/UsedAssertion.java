package dev.holdfast.authserver.client.assertion.jdbc;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** A used assertion as it is stored. */
@MappedEntity("used_assertion")
record UsedAssertion(@Id String idHash, Instant expiresAt) {}
