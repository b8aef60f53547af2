package dev.holdfast.token.chicken;

/** Breaks one rule, or shows what is allowed. */
public record Chicken(dev.holdfast.token.egg.Egg egg) {}
