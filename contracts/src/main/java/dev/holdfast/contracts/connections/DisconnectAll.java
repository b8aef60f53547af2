package dev.holdfast.contracts.connections;

import dev.holdfast.contracts.identity.SubjectId;
import io.micronaut.serde.annotation.Serdeable;

/**
 * A user who wants no upstream connection any more.
 *
 * @param subject whose
 */
@Serdeable
public record DisconnectAll(SubjectId subject) {}
