package dev.holdfast.token.encryption.rekey;

import dev.holdfast.token.encryption.KeyStage;

/**
 * How many users' keys are alike.
 *
 * @param kek names the key-encryption key that wraps them; empty if not known
 * @param stage of their change
 * @param users how many
 */
public record KeyCount(String kek, KeyStage stage, long users) {}
