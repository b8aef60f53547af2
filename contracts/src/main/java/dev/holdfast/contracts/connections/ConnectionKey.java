package dev.holdfast.contracts.connections;

import dev.holdfast.contracts.identity.SubjectId;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotBlank;

/**
 * One user's connection to one provider.
 *
 * @param subject whose
 * @param provider the provider's configured name
 */
@Serdeable
public record ConnectionKey(SubjectId subject, @NotBlank String provider) {}
