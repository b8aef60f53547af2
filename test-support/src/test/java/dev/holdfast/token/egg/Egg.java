package dev.holdfast.token.egg;

/** Breaks one rule, or shows what is allowed. */
public record Egg(Class<dev.holdfast.token.chicken.Chicken> layer) {}
