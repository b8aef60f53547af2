package dev.holdfast.gateway.nosy;

/** Breaks one rule, or shows what is allowed. */
public record Nosy(dev.holdfast.token.port.jdbc.Adapter foreign) {}
