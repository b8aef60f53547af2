package dev.holdfast.contracts.connections;

import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.secret.Secret;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/**
 * The provider's answer, brought back by the browser.
 *
 * @param subject the user whose login session received the answer; must be the one who started
 * @param state as received
 * @param code as received
 * @param iss as received (RFC 9207)
 */
@Serdeable
public record CompleteConnection(
    SubjectId subject, @NotBlank String state, Secret code, @Nullable String iss) {}
