package dev.holdfast.gateway.metadata.http;

import dev.holdfast.gateway.server.GatewaySettings;
import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.server.Servers;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.List;
import java.util.Optional;

/** Protected resource metadata; an unknown server is 404. */
@Controller("/.well-known/oauth-protected-resource")
final class MetadataController {

  private final Servers servers;
  private final GatewaySettings settings;

  MetadataController(Servers servers, GatewaySettings settings) {
    this.servers = servers;
    this.settings = settings;
  }

  // RFC 9728, section 3.1: the resource's path follows the well-known part.
  @Get("/mcp/{name}")
  Optional<ResourceMetadata> ofServer(String name) {
    return servers.find(name).map(this::describe);
  }

  @Get("/mcp")
  Optional<ResourceMetadata> ofAggregate() {
    return servers.aggregate().map(this::describe);
  }

  // MCP Authorization, PRM Discovery Requirements: the root form comes second.
  @Get
  Optional<ResourceMetadata> ofOnlyServer() {
    return servers.only().map(this::describe);
  }

  private ResourceMetadata describe(McpServer server) {
    return new ResourceMetadata(
        servers.resource(server), settings.issuers(), server.scopes(), List.of("header"));
  }
}
