package dev.holdfast.listener.policy.http;

import io.micronaut.serde.annotation.Serdeable;
import java.util.SortedSet;

/**
 * The policy in force.
 *
 * @param singleSession whether a login ends anything
 * @param clientIds the clients swept at login
 */
@Serdeable
record PolicyView(boolean singleSession, SortedSet<String> clientIds) {}
