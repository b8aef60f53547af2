/**
 * The pages on which people choose passwords: with the present one, signed in, or by a one-time
 * link from an operator. Either way every login of theirs ends, and they sign in again.
 */
@NullMarked
package dev.holdfast.authserver.password;

import org.jspecify.annotations.NullMarked;
