/** Who a token speaks for: issuer and subject together, never one alone. */
@NullMarked
package dev.holdfast.contracts.identity;

import org.jspecify.annotations.NullMarked;
