package dev.holdfast.token.epoch.jdbc;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

@MappedEntity("access_epoch")
record EpochRow(@Id String issuer, String subject, Instant epoch) {}
