package dev.holdfast.token.unmarked;

/** Breaks one rule, or shows what is allowed. */
public final class Unmarked {}
