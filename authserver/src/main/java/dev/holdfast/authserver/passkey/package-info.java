/**
 * Passkeys (WebAuthn), instead of a password or after it.
 *
 * <p>Each ceremony begins with a {@link Challenge} that is bound to one login session or one
 * pending request and works once. {@code Assertions} reads an answer as a list of rejections; only
 * what {@link WebAuthn} has verified becomes a {@code Proof}, and only {@code Entrance} turns a
 * proof into a login session. After a right password {@code Confirmations} remembers that a passkey
 * is still to come: until then there is no session, and nobody is told of a login.
 */
@NullMarked
package dev.holdfast.authserver.passkey;

import org.jspecify.annotations.NullMarked;
