/** Passkeys and what waits for them, in the database. */
@NullMarked
package dev.holdfast.authserver.passkey.jdbc;

import org.jspecify.annotations.NullMarked;
