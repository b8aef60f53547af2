package dev.holdfast.token.grants;

import dev.holdfast.contracts.grants.Grant;

/** A grant and what has become of it. */
public record StoredGrant(Grant grant, GrantState state) {}
