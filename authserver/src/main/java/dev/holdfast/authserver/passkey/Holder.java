package dev.holdfast.authserver.passkey;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * A person as authenticators know one.
 *
 * @param userId who
 * @param handle 256 random bits in base64url, the user handle (WebAuthn Level 3, section 14.6.1)
 * @param secondFactor whether the person wants to be asked for a passkey after the password
 */
@MappedEntity("passkey_holder")
public record Holder(@Id String userId, String handle, boolean secondFactor) {}
