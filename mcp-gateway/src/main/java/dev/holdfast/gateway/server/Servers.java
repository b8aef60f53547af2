package dev.holdfast.gateway.server;

import io.micronaut.context.annotation.Context;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The configured servers by name, and the names the world knows them by. */
@Context
public final class Servers {

  private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

  // No server can have this name: names are parts of property names.
  private static final String AGGREGATE = "*";

  private final Map<String, McpServer> byName;
  private final String publicUrl;
  private final List<McpServer> members;
  private final @Nullable McpServer aggregate;
  private final Set<String> exchanging;

  Servers(List<McpServer> servers, GatewaySettings settings, AggregateSettings together) {
    byName =
        servers.stream()
            .collect(Collectors.toUnmodifiableMap(McpServer::name, Function.identity()));
    publicUrl = settings.publicUrl().toString().replaceAll("/+$", "");
    members = together.servers().stream().map(this::member).toList();
    aggregate = members.isEmpty() ? null : endpoint(settings, together);
    exchanging = exchanging(servers, members);
  }

  /** The endpoint of several servers, as if it were one; empty if there is none. */
  public Optional<McpServer> aggregate() {
    return Optional.ofNullable(aggregate);
  }

  /** The servers behind that endpoint, in the order of its lists. */
  public List<McpServer> members() {
    return members;
  }

  /** All configured servers, in no order; the endpoint of several is none of them. */
  public Collection<McpServer> all() {
    return byName.values();
  }

  /** The server of that name. */
  public Optional<McpServer> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The server, if there is exactly one. */
  public Optional<McpServer> only() {
    return byName.size() == 1 ? byName.values().stream().findFirst() : Optional.empty();
  }

  /** Whether tokens are exchanged for those of this server, or of one behind this endpoint. */
  public boolean exchanges(McpServer server) {
    return exchanging.contains(server.name());
  }

  /** The server's canonical URI: what its tokens are issued for (RFC 8707). */
  public String resource(McpServer server) {
    return publicUrl + path(server);
  }

  /** Where the server's metadata is (RFC 9728, section 3.1). */
  public String metadata(McpServer server) {
    return publicUrl + WELL_KNOWN + path(server);
  }

  private static Set<String> exchanging(List<McpServer> servers, List<McpServer> members) {
    Stream<String> behind = members.stream().filter(Servers::wantsExchange).map(_ -> AGGREGATE);
    return Stream.concat(
            behind, servers.stream().filter(Servers::wantsExchange).map(McpServer::name))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean wantsExchange(McpServer server) {
    return server.credential() == CredentialKind.EXCHANGE;
  }

  private static String path(McpServer server) {
    return server.name().equals(AGGREGATE) ? "/mcp" : "/mcp/" + server.name();
  }

  private McpServer member(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalArgumentException("aggregate: no server " + name));
  }

  private static McpServer endpoint(GatewaySettings settings, AggregateSettings together) {
    return new McpServer(
        AGGREGATE,
        settings.publicUrl(),
        CredentialKind.NONE,
        null,
        null,
        null,
        false,
        false,
        together.scopes(),
        Eras.BOTH,
        1,
        false);
  }
}
