package dev.holdfast.authserver.passkey.http;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * A user's passkeys as operators see them.
 *
 * @param passkeys the oldest first
 * @param secondFactor whether the user is asked for one after the password
 */
@Serdeable
record UserPasskeys(List<PasskeyView> passkeys, boolean secondFactor) {}
