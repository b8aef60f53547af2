/** What the gateway itself reads of MCP: versions and JSON-RPC. */
@NullMarked
package dev.holdfast.gateway.proxy;

import org.jspecify.annotations.NullMarked;
