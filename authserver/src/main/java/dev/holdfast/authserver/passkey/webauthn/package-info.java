/** The protocol, by WebAuthn4J. */
@NullMarked
package dev.holdfast.authserver.passkey.webauthn;

import org.jspecify.annotations.NullMarked;
