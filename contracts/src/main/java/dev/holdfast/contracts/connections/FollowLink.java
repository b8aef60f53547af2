package dev.holdfast.contracts.connections;

import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.secret.Secret;
import io.micronaut.serde.annotation.Serdeable;

/**
 * A link that somebody opened.
 *
 * @param subject who; must be the one it was made for
 * @param link as it was given
 */
@Serdeable
public record FollowLink(SubjectId subject, Secret link) {}
