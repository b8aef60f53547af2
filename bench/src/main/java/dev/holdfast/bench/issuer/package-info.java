/** An issuer for runs that measure who trusts it, not who issues. */
@NullMarked
package dev.holdfast.bench.issuer;

import org.jspecify.annotations.NullMarked;
