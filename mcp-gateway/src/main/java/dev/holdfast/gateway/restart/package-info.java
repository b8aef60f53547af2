/**
 * Hides that an upstream server lost its sessions. {@link
 * dev.holdfast.gateway.restart.LastingSessions} sends a call; if the server no longer knows the
 * session, {@code Initialization} opens another one with the client's own parameters, {@code
 * Replacements} remembers it on this replica alone, and the call is sent once more. {@code
 * Listening} keeps the client's open stream through all of it, and tells of the lists that {@code
 * ListNews} finds to be others than those in {@code Listings}.
 */
@NullMarked
package dev.holdfast.gateway.restart;

import org.jspecify.annotations.NullMarked;
