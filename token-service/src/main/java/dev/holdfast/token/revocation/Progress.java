package dev.holdfast.token.revocation;

import dev.holdfast.contracts.revocation.RevocationResult;

/**
 * How far a sweep in several transactions got.
 *
 * @param result what it did so far
 * @param finished whether that is all
 */
public record Progress(RevocationResult result, boolean finished) {}
