package dev.holdfast.gateway.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.server.McpServer;
import java.util.List;

/** A tool of the gateway's own. */
interface BuiltinTool {

  /** Its name, which no server's tool may have. */
  String name();

  /** How it is listed (MCP, Tools, Data Types). */
  ObjectNode description();

  /** Whether it makes sense for the caller. */
  boolean isFor(Caller caller);

  /**
   * Carries it out.
   *
   * @param servers those whose endpoint was called
   * @return what it tells, as {@code structuredContent}; with {@code isError} set aside
   */
  Told call(List<McpServer> servers, Caller caller);

  /**
   * What a tool tells.
   *
   * @param content for programs
   * @param failed whether it did not do what it was called for
   */
  record Told(ObjectNode content, boolean failed) {}
}
