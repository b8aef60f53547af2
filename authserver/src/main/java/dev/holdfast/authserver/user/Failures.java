package dev.holdfast.authserver.user;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * Failed attempts to prove a password, since the last right one.
 *
 * @param id whose
 * @param failures how many in a row
 * @param lastAt when the last one was
 * @param retryAt before which every attempt is refused, right or wrong
 */
@MappedEntity("login_failures")
public record Failures(@Id String id, int failures, Instant lastAt, Instant retryAt) {}
