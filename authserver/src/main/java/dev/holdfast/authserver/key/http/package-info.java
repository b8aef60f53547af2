/** The public keys (RFC 7517). */
@NullMarked
package dev.holdfast.authserver.key.http;

import org.jspecify.annotations.NullMarked;
