package dev.holdfast.gateway.proxy.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.builtin.BuiltinTools;
import dev.holdfast.gateway.builtin.BuiltinTools.Switches;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.policy.Kind;
import dev.holdfast.gateway.policy.Policies;
import dev.holdfast.gateway.policy.ServerPolicy;
import dev.holdfast.gateway.server.McpServer;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes out of a server's lists what is not offered, and puts the gateway's own tools in. */
@Singleton
final class OfferedLists {

  private static final Logger log = LoggerFactory.getLogger(OfferedLists.class);

  private final Policies policies;
  private final BuiltinTools builtins;
  private final Set<String> clashes = ConcurrentHashMap.newKeySet();

  OfferedLists(Policies policies, BuiltinTools builtins) {
    this.policies = policies;
    this.builtins = builtins;
  }

  /** Changes one page of a list, if the result is one; false if it stays as it was. */
  boolean edit(McpServer server, Caller caller, ObjectNode result) {
    ServerPolicy policy = policies.of(server);
    return result.get("tools") instanceof ArrayNode tools
        ? tools(server, caller, policy, result, tools)
        : keep(policy, Kind.PROMPT, result, "prompts", "name")
            || keep(policy, Kind.RESOURCE, result, "resources", "uri")
            || keep(policy, Kind.RESOURCE, result, "resourceTemplates", "uriTemplate");
  }

  private boolean tools(
      McpServer server, Caller caller, ServerPolicy policy, ObjectNode result, ArrayNode tools) {
    Switches on = new Switches(policy.statusTool(), policy.logoutTool());
    boolean changed =
        removeIf(
            tools,
            tool -> {
              String name = tool.path("name").asText();
              boolean taken = builtins.claims(on, name);
              if (taken) {
                clash(server, name);
              }
              return taken || !policies.isShown(server, caller, name);
            });
    int before = tools.size();
    if (!result.path("nextCursor").isTextual()) {
      builtins.addTo(tools, on, caller);
    }
    boolean any = changed || tools.size() != before;
    // MCP 2026-07-28, Caching: what depends on the caller is nobody else's, even where it is whole.
    boolean differs = policy.dependsOnCaller() || (server.anonymous() && policy.logoutTool());
    if ((any || differs) && result.has("cacheScope")) {
      result.put("cacheScope", "private");
      return true;
    }
    return any;
  }

  private void clash(McpServer server, String name) {
    if (clashes.add(server.name() + "/" + name)) {
      log.atWarn()
          .addKeyValue("server", server.name())
          .addKeyValue("tool", name)
          .log("The server's tool is kept out: the gateway has one of that name");
    }
  }

  private static boolean keep(
      ServerPolicy policy, Kind kind, ObjectNode result, String list, String key) {
    return result.get(list) instanceof ArrayNode all
        && removeIf(all, one -> !policy.allows(kind, one.path(key).asText()));
  }

  private static boolean removeIf(ArrayNode all, Predicate<JsonNode> unwanted) {
    int before = all.size();
    return all.removeIf(unwanted).size() != before;
  }
}
