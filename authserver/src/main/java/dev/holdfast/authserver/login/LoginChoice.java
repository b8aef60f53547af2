package dev.holdfast.authserver.login;

/**
 * A provider that people may sign in through.
 *
 * @param name its name in addresses
 * @param displayName what people know it by
 */
public record LoginChoice(String name, String displayName) {}
