package dev.holdfast.token.grants;

/**
 * How much is in use.
 *
 * @param grants that neither ended nor expired
 * @param subjects who have one
 */
public record Census(long grants, long subjects) {}
