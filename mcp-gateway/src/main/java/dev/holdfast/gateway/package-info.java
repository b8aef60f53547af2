/**
 * The MCP gateway. A request to {@code /mcp/{server}} is checked by {@code proxy.http} step by
 * step: {@code server} knows the configured servers, {@code identity} who calls, {@code revocation}
 * whether the grant still stands, {@code protocol} what the message is, {@code era} whether the
 * server can read it, {@code session} opens the sealed session id, {@code upstream} finds the
 * credential. {@code restart} sends it, in another session if the server lost this one, {@code
 * guard} lets it be if it is in trouble, and {@code stream} keeps the answer flowing. {@code
 * policy} says what may be used by whom, {@code builtin} has the gateway's own tools, {@code
 * aggregate} makes one of several servers. {@code limit} bounds how much one person asks for,
 * {@code audit} puts on record who called which tool. {@code proxy.netty} lets calls pass the same
 * checks on their event loop, as long as {@code waiting} does not object. {@code metadata} tells
 * clients where to sign in.
 */
@NullMarked
package dev.holdfast.gateway;

import org.jspecify.annotations.NullMarked;
