/**
 * Exchanges a caller's token for one that a server takes (RFC 8693). {@code TokenExchange} asks and
 * tells what came out, {@code HeldTokens} keeps good answers as ciphertext, {@code ServerExchange}
 * brings both together for one server: no server shares anything with another one.
 */
@NullMarked
package dev.holdfast.gateway.upstream.oauth;

import org.jspecify.annotations.NullMarked;
