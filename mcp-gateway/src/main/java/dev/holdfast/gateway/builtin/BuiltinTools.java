package dev.holdfast.gateway.builtin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.protocol.Era;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.waiting.Waiting;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The gateway's own tools: found, listed and called. */
@Singleton
public final class BuiltinTools {

  private final StatusTool status;
  private final LogoutTool logout;
  private final MeterRegistry metrics;

  BuiltinTools(StatusTool status, LogoutTool logout, MeterRegistry metrics) {
    this.status = status;
    this.logout = logout;
    this.metrics = metrics;
  }

  /**
   * Which of them are switched on.
   *
   * @param status the one that tells who one is
   * @param logout the one that logs out
   */
  public record Switches(boolean status, boolean logout) {}

  /** Whether a tool of that name is the gateway's, so that no server's may be. */
  public boolean claims(Switches on, String tool) {
    return active(on).anyMatch(one -> one.name().equals(tool));
  }

  /** Adds those that make sense for the caller to a list of tools. */
  public void addTo(ArrayNode tools, Switches on, Caller caller) {
    active(on).filter(tool -> tool.isFor(caller)).forEach(tool -> tools.add(tool.description()));
  }

  /**
   * The JSON-RPC response to a call of one of them; empty if the message calls none.
   *
   * @param servers those whose endpoint was called
   */
  public Optional<ObjectNode> answer(
      Message message, Era era, Switches on, List<McpServer> servers, Caller caller) {
    if (!message.isNamed("tools/call") || !message.isRequest()) {
      return Optional.empty();
    }
    return active(on)
        .filter(tool -> message.target().filter(tool.name()::equals).isPresent())
        .findFirst()
        .map(tool -> response(message, era, call(tool, servers, caller)));
  }

  private BuiltinTool.Told call(BuiltinTool tool, List<McpServer> servers, Caller caller) {
    Waiting.begins();
    BuiltinTool.Told told = tool.call(servers, caller);
    String outcome = told.failed() ? "failed" : "done";
    metrics
        .counter("holdfast.gateway.builtin", "tool", tool.name(), "outcome", outcome)
        .increment();
    return told;
  }

  private Stream<BuiltinTool> active(Switches on) {
    return Stream.concat(
        on.status() ? Stream.of(status) : Stream.empty(),
        on.logout() ? Stream.of(logout) : Stream.empty());
  }

  // MCP, Tools: structured content is told as text, too, for clients that know no other.
  private static ObjectNode response(Message message, Era era, BuiltinTool.Told told) {
    ObjectNode result = JsonRpc.object();
    if (era == Era.MODERN) {
      result.put("resultType", "complete");
    }
    result
        .putArray("content")
        .addObject()
        .put("type", "text")
        .put("text", told.content().toString());
    result.set("structuredContent", told.content());
    result.put("isError", told.failed());
    return JsonRpc.response(message, result);
  }
}
