/** Asks the token-service about one grant. */
@NullMarked
package dev.holdfast.gateway.revocation.http;

import org.jspecify.annotations.NullMarked;
