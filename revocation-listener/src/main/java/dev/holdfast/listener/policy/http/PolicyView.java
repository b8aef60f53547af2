package dev.holdfast.listener.policy.http;

import io.micronaut.serde.annotation.Serdeable;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * The policy in force.
 *
 * @param version a hash of the rest
 * @param singleSession whether a login ends anything
 * @param clientIds the clients swept at login
 * @param effects what each type of identity event ends, by CloudEvents type
 */
@Serdeable
record PolicyView(
    String version,
    boolean singleSession,
    SortedSet<String> clientIds,
    SortedMap<String, String> effects) {}
