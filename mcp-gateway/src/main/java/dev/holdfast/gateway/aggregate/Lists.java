package dev.holdfast.gateway.aggregate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.policy.Kind;
import dev.holdfast.gateway.policy.Policies;
import dev.holdfast.gateway.policy.ToolRule;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.server.Servers;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one page of one list out of a page of each server's. */
@Singleton
public final class Lists {

  private static final Logger log = LoggerFactory.getLogger(Lists.class);

  /** The {@code _meta} key under which servers are named that are missing in a list. */
  public static final String MISSING = "dev.holdfast/missing";

  /** Where a list is in a result, what is in it, and what of that is its name. */
  private record Shape(String list, Kind kind, String key) {}

  private static final Map<String, Shape> SHAPES =
      Map.of(
          "tools/list", new Shape("tools", Kind.TOOL, "name"),
          "prompts/list", new Shape("prompts", Kind.PROMPT, "name"),
          "resources/list", new Shape("resources", Kind.RESOURCE, "uri"),
          "resources/templates/list", new Shape("resourceTemplates", Kind.RESOURCE, "uriTemplate"));

  private final Servers servers;
  private final Exposed exposed;
  private final Policies policies;
  private final Members members;
  private final MeterRegistry metrics;

  Lists(
      Servers servers, Exposed exposed, Policies policies, Members members, MeterRegistry metrics) {
    this.servers = servers;
    this.exposed = exposed;
    this.policies = policies;
    this.members = members;
    this.metrics = metrics;
  }

  /** Whether that is a method that asks for a list. */
  public static boolean isList(String method) {
    return SHAPES.containsKey(method);
  }

  /**
   * The result of a request for a list.
   *
   * @return null if its cursor is not from here
   */
  public @Nullable ObjectNode page(Request request) throws InterruptedException {
    Shape shape = SHAPES.get(request.message().method().orElse(""));
    JsonNode given = request.message().params().path("cursor");
    Cursor cursor = given.isMissingNode() ? Cursor.FIRST : Cursor.of(given.asText()).orElse(null);
    if (shape == null || cursor == null) {
      return null;
    }
    List<McpServer> asked = servers.members().stream().filter(cursor::includes).toList();
    List<Page> pages = members.ask(asked, request, cursor);
    ObjectNode result = JsonRpc.object();
    ArrayNode all = result.putArray(shape.list());
    ArrayNode missing = JsonRpc.object().putArray("missing");
    List<McpServer> more = new ArrayList<>();
    List<String> cursors = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      McpServer server = asked.get(i);
      switch (pages.get(i)) {
        case Page.Missing(String reason) -> missing(missing, server, reason);
        case Page.Told(JsonNode told) -> {
          add(all, shape, server, request.caller(), told);
          if (told.path("nextCursor").isTextual()) {
            more.add(server);
            cursors.add(told.path("nextCursor").asText());
          }
        }
      }
    }
    Cursor.text(more, cursors).ifPresent(text -> result.put("nextCursor", text));
    if (!missing.isEmpty()) {
      result.putObject("_meta").set(MISSING, missing);
    }
    return result;
  }

  private void add(ArrayNode all, Shape shape, McpServer server, Caller caller, JsonNode told) {
    for (JsonNode one : told.path(shape.list())) {
      String name = one.path(shape.key()).asText();
      boolean shown =
          shape.kind() == Kind.TOOL
              ? policies.isShown(server, caller, name)
              : policies.of(server).allows(shape.kind(), name);
      String here = exposed.name(server, shape.kind(), name);
      if (shown && here == null) {
        log.atDebug()
            .addKeyValue("server", server.name())
            .addKeyValue("tool", name)
            .log("The tool is left out: its name needs an alias");
      }
      if (shown && here != null && one instanceof ObjectNode thing) {
        all.add(override(thing.put(shape.key(), here), shape, policies.of(server).rule(name)));
      }
    }
  }

  private static ObjectNode override(ObjectNode thing, Shape shape, ToolRule rule) {
    if (shape.kind() == Kind.TOOL && rule.title() != null) {
      thing.put("title", rule.title());
    }
    if (shape.kind() == Kind.TOOL && rule.description() != null) {
      thing.put("description", rule.description());
    }
    return thing;
  }

  private void missing(ArrayNode missing, McpServer server, String reason) {
    missing.addObject().put("server", server.name()).put("reason", reason);
    metrics
        .counter("holdfast.gateway.aggregate.missing", "server", server.name(), "reason", reason)
        .increment();
    log.atInfo()
        .addKeyValue("server", server.name())
        .addKeyValue("reason", reason)
        .log("Server left out of a list");
  }
}
