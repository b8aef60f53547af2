package dev.holdfast.gateway.aggregate;

import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.server.McpServer;
import java.util.function.Supplier;

/**
 * A server that says something to a caller.
 *
 * @param server who speaks
 * @param caller to whom
 * @param session tells the server's present session with the caller; empty if it has none
 */
record Speaker(McpServer server, Caller caller, Supplier<String> session) {

  String upstreamId() {
    return session.get();
  }
}
