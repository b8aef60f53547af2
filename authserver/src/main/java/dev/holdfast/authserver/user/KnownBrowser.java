package dev.holdfast.authserver.user;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A browser at which a person has signed in.
 *
 * @param browserHash the hash of the cookie that tells the browser apart
 * @param userId who
 * @param expiresAt until when it is remembered
 */
@MappedEntity("known_browser")
public record KnownBrowser(@Id String browserHash, String userId, Instant expiresAt) {}
