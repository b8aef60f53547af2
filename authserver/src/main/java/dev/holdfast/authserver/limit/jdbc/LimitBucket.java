package dev.holdfast.authserver.limit.jdbc;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** A row that Bucket4j writes; known here only to be removed. */
@MappedEntity("limit_bucket")
record LimitBucket(@Id String id, long expiresAt) {}
