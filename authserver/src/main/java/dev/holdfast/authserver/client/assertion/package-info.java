/** Clients that prove themselves by a signed assertion ({@code private_key_jwt}, RFC 7523). */
@NullMarked
package dev.holdfast.authserver.client.assertion;

import org.jspecify.annotations.NullMarked;
