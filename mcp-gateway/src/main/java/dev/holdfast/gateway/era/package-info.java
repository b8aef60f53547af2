/**
 * Which eras of MCP the servers speak: as configured, or found out by one {@code server/discover}
 * before the first modern request and remembered. Nothing is translated between the eras.
 */
@NullMarked
package dev.holdfast.gateway.era;

import org.jspecify.annotations.NullMarked;
