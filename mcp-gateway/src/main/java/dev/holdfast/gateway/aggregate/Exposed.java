package dev.holdfast.gateway.aggregate;

import dev.holdfast.gateway.policy.Kind;
import dev.holdfast.gateway.policy.Policies;
import dev.holdfast.gateway.server.AggregateSettings;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.server.Servers;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names by which the aggregate knows its servers' things: {@code server_tool}, and {@code
 * server+scheme:rest} for URIs, which is a URI too (RFC 3986, section 3.1).
 */
@Singleton
public final class Exposed {

  // MCP 2025-11-25, Tool Names
  private static final Pattern TOOL = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
  private static final String PLUS = "+";

  private final Servers servers;
  private final Policies policies;
  private final AggregateSettings settings;

  Exposed(Servers servers, Policies policies, AggregateSettings settings) {
    this.servers = servers;
    this.policies = policies;
    this.settings = settings;
  }

  /**
   * A thing of one server.
   *
   * @param server whose
   * @param name its name or URI there
   */
  public record Thing(McpServer server, String name) {}

  /** The name here of a server's thing; null if a tool can have none that clients accept. */
  @Nullable String name(McpServer server, Kind kind, String name) {
    return switch (kind) {
      case RESOURCE -> uri(server, name);
      case PROMPT -> server.name() + settings.separator() + name;
      case TOOL -> tool(server, name);
    };
  }

  /** The URI here of a server's resource. */
  public String uri(McpServer server, String uri) {
    return server.name() + PLUS + uri;
  }

  /** Whose thing that is; empty if nobody's. */
  public Optional<Thing> find(Kind kind, String exposed) {
    String separator = kind == Kind.RESOURCE ? PLUS : settings.separator();
    int end = exposed.indexOf(separator);
    if (end < 0) {
      return Optional.empty();
    }
    String rest = exposed.substring(end + separator.length());
    return servers.members().stream()
        .filter(server -> server.name().equals(exposed.substring(0, end)))
        .findFirst()
        .map(server -> new Thing(server, kind == Kind.TOOL ? original(server, rest) : rest));
  }

  private @Nullable String tool(McpServer server, String name) {
    var policy = policies.of(server);
    String alias = policy.rule(name).alias();
    // A tool in the place of another one's alias would never be called.
    if (alias == null && policy.ofAlias(name).isPresent()) {
      return null;
    }
    String exposed = server.name() + settings.separator() + (alias == null ? name : alias);
    return TOOL.matcher(exposed).matches() ? exposed : null;
  }

  private String original(McpServer server, String shown) {
    return policies.of(server).ofAlias(shown).orElse(shown);
  }
}
