/**
 * What a signature costs, by algorithm: the figures behind the choice of the default one.
 *
 * <p>{@link dev.holdfast.bench.signing.SigningCommand} takes each {@link
 * dev.holdfast.bench.signing.Algorithm} and lets {@link dev.holdfast.bench.signing.ThreadCost}
 * count the CPU time of signing and of verifying an access token as we issue it.
 */
@NullMarked
package dev.holdfast.bench.signing;

import org.jspecify.annotations.NullMarked;
