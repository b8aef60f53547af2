package dev.holdfast.gateway.server;

import io.micronaut.context.annotation.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The configured servers by name, and the names the world knows them by. */
@Context
public final class Servers {

  private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

  private final Map<String, McpServer> byName;
  private final String publicUrl;

  Servers(List<McpServer> servers, GatewaySettings settings) {
    byName =
        servers.stream()
            .collect(Collectors.toUnmodifiableMap(McpServer::name, Function.identity()));
    publicUrl = settings.publicUrl().toString().replaceAll("/+$", "");
  }

  /** The server of that name. */
  public Optional<McpServer> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The server, if there is exactly one. */
  public Optional<McpServer> only() {
    return byName.size() == 1 ? byName.values().stream().findFirst() : Optional.empty();
  }

  /** The server's canonical URI: what its tokens are issued for (RFC 8707). */
  public String resource(McpServer server) {
    return publicUrl + "/mcp/" + server.name();
  }

  /** Where the server's metadata is (RFC 9728, section 3.1). */
  public String metadata(McpServer server) {
    return publicUrl + WELL_KNOWN + "/mcp/" + server.name();
  }
}
