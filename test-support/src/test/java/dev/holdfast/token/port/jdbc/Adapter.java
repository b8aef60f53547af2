package dev.holdfast.token.port.jdbc;

/** Breaks one rule, or shows what is allowed. */
public record Adapter(String name) {}
