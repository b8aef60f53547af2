/** Names of the claims and scopes of our access tokens (RFC 9068). */
@NullMarked
package dev.holdfast.contracts.claims;

import org.jspecify.annotations.NullMarked;
