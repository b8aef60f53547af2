/** The MCP servers behind this gateway, as configured, and their public names. */
@NullMarked
package dev.holdfast.gateway.server;

import org.jspecify.annotations.NullMarked;
