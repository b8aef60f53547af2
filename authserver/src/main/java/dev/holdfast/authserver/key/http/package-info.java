/** The public keys (RFC 7517), and keys for operators. */
@NullMarked
package dev.holdfast.authserver.key.http;

import org.jspecify.annotations.NullMarked;
