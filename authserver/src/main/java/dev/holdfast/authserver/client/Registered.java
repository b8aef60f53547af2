package dev.holdfast.authserver.client;

import dev.holdfast.contracts.secret.Secret;
import java.util.Optional;

/**
 * A registration as its owner is told of it (RFC 7592, section 3).
 *
 * @param client as it is registered now
 * @param secret its secret, in clear for the only time; empty if it has none or has it already
 * @param token what its owner manages it with
 */
public record Registered(Client client, Optional<Secret> secret, Secret token) {}
