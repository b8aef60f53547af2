package dev.holdfast.gateway.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.server.ScopeHierarchy;
import io.micronaut.context.annotation.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges messages by what they say themselves. Headers that repeat it are somebody else's claim
 * (MCP 2026-07-28, Server Validation).
 */
@Context
public final class Policies {

  private final Map<String, ServerPolicy> byServer;
  private final ScopeHierarchy hierarchy;

  Policies(List<ServerPolicy> policies, ScopeHierarchy hierarchy) {
    this.hierarchy = hierarchy;
    byServer =
        policies.stream()
            .collect(Collectors.toUnmodifiableMap(ServerPolicy::name, Function.identity()));
  }

  /** What is configured for a server. */
  public ServerPolicy of(McpServer server) {
    ServerPolicy policy = byServer.get(server.name());
    if (policy == null) {
      throw new IllegalStateException("no policy of " + server.name());
    }
    return policy;
  }

  /** Whether this one message, not a batch, may go on. */
  public Ruling judge(McpServer server, Caller caller, JsonNode message) {
    if (!Target.isReadable(message)) {
      return new Ruling.Malformed();
    }
    ServerPolicy policy = of(server);
    for (Target target : Target.of(message)) {
      if (!policy.allows(target.kind(), target.thing())) {
        return new Ruling.NotOffered(target.kind(), target.thing());
      }
      if (target.kind() == Kind.TOOL && !mayCall(server, caller, target.thing())) {
        return new Ruling.ScopeMissing(needed(server, target.thing()));
      }
    }
    return new Ruling.Allowed();
  }

  /** Whether the caller's token has what the tool takes. */
  public boolean mayCall(McpServer server, Caller caller, String tool) {
    List<String> scopes = of(server).rule(tool).scopes();
    return scopes.isEmpty() || hierarchy.allows(scopes(caller), scopes);
  }

  /** Whether the caller may see the tool listed. */
  public boolean isShown(McpServer server, Caller caller, String tool) {
    ServerPolicy policy = of(server);
    return policy.allows(Kind.TOOL, tool)
        && (!policy.rule(tool).hide() || mayCall(server, caller, tool));
  }

  /** All scopes that a call of the tool takes: the server's and its own. */
  public List<String> needed(McpServer server, String tool) {
    return Stream.concat(server.scopes().stream(), of(server).rule(tool).scopes().stream())
        .distinct()
        .toList();
  }

  private static Set<String> scopes(Caller caller) {
    return caller instanceof Caller.Known(var token) ? token.scopes() : Set.of();
  }
}
