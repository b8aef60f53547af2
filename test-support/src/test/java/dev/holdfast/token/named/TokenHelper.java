package dev.holdfast.token.named;

/** Breaks one rule, or shows what is allowed. */
public final class TokenHelper {}
