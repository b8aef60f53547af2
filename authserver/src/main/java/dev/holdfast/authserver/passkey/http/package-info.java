/** The pages and requests of passkeys. */
@NullMarked
package dev.holdfast.authserver.passkey.http;

import org.jspecify.annotations.NullMarked;
