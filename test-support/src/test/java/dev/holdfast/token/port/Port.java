package dev.holdfast.token.port;

/** Breaks one rule, or shows what is allowed. */
public record Port(dev.holdfast.token.port.jdbc.Adapter adapter) {}
