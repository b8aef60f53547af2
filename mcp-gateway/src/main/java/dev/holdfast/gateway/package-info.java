/**
 * The MCP gateway. A request to {@code /mcp/{server}} is checked by {@code proxy.http} step by
 * step: {@code server} knows the configured servers, {@code identity} who calls, {@code revocation}
 * whether the grant still stands, {@code session} opens the sealed session id, {@code upstream}
 * finds the credential and streams the answer back. {@code policy} says what may be used by whom,
 * {@code builtin} has the gateway's own tools, {@code aggregate} makes one of several servers.
 * {@code metadata} tells clients where to sign in.
 */
@NullMarked
package dev.holdfast.gateway;

import org.jspecify.annotations.NullMarked;
