/** Asks the token-service about one token's grant and rights. */
@NullMarked
package dev.holdfast.gateway.revocation.http;

import org.jspecify.annotations.NullMarked;
