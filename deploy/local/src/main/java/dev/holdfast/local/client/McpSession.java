package dev.holdfast.local.client;

import dev.holdfast.contracts.secret.Secret;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.McpHttpClientTransportAuthorizationException;
import io.modelcontextprotocol.client.transport.customizer.McpHttpClientTransportAuthorizationErrorHandler;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Root;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One MCP session over the SDK's own client. Every request asks for the token anew, so tokens come
 * and go while the session stays.
 */
public final class McpSession implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final AtomicReference<@Nullable String> sessionId = new AtomicReference<>();
  private final McpSyncClient client;

  private McpSession(URI mcp, Supplier<Secret> bearer, BooleanSupplier renew, List<Root> roots) {
    var transport =
        HttpClientStreamableHttpTransport.builder(mcp.resolve("/").toString())
            .endpoint(mcp.getRawPath())
            .connectTimeout(TIMEOUT)
            .addHttpRequestCustomizer((request, _, _, _, _) -> prepare(request, bearer.get()))
            .authorizationErrorHandler(
                McpHttpClientTransportAuthorizationErrorHandler.fromSync(
                    (_, response, _) -> response.statusCode() == 401 && renew.getAsBoolean()))
            .build();
    client =
        McpClient.sync(transport)
            .requestTimeout(TIMEOUT)
            .initializationTimeout(TIMEOUT)
            .capabilities(capabilities(roots))
            .roots(roots)
            .build();
  }

  /**
   * Opens a session; a 401, now or later, surfaces as {@link Unauthorized}.
   *
   * @param bearer gives the access token to send, asked before every request
   */
  public static McpSession open(URI mcp, Supplier<Secret> bearer) {
    return open(mcp, bearer, () -> false);
  }

  /**
   * Opens a session that heals itself.
   *
   * @param renew called on a 401; makes {@code bearer} give another token and answers true for one
   *     more try on the same session
   */
  public static McpSession open(URI mcp, Supplier<Secret> bearer, BooleanSupplier renew) {
    return opened(new McpSession(mcp, bearer, renew, List.of()));
  }

  /** Opens a session in which the server may ask for the client's roots. */
  public static McpSession open(URI mcp, Supplier<Secret> bearer, List<Root> roots) {
    return opened(new McpSession(mcp, bearer, () -> false, roots));
  }

  private static McpSession opened(McpSession session) {
    session.guarded(session.client::initialize);
    return session;
  }

  private static ClientCapabilities capabilities(List<Root> roots) {
    ClientCapabilities.Builder capabilities = ClientCapabilities.builder();
    return roots.isEmpty() ? capabilities.build() : capabilities.roots(true).build();
  }

  /**
   * Calls a tool and answers its text.
   *
   * @throws ToolError if the tool says that it failed
   * @throws Unauthorized on a 401 that was not healed
   */
  public String callTool(String name, Map<String, Object> arguments) {
    CallToolResult result =
        guarded(() -> client.callTool(CallToolRequest.builder(name).arguments(arguments).build()));
    String text =
        result.content().stream()
            .filter(TextContent.class::isInstance)
            .map(content -> ((TextContent) content).text())
            .collect(Collectors.joining("\n"));
    if (Boolean.TRUE.equals(result.isError())) {
      throw new ToolError(text);
    }
    return text;
  }

  /** The session id last sent; empty before the server gave one. */
  public Optional<String> sessionId() {
    return Optional.ofNullable(sessionId.get());
  }

  /** The SDK's client, for everything else: lists, prompts, resources. */
  public McpSyncClient sdk() {
    return client;
  }

  /** Ends the session at the server too. */
  @Override
  public void close() {
    client.closeGracefully();
  }

  private void prepare(HttpRequest.Builder request, Secret token) {
    request.setHeader("Authorization", "Bearer " + token.reveal());
    // The SDK keeps the id to itself, but lets us see the request that carries it.
    request
        .copy()
        .build()
        .headers()
        .firstValue(HttpHeaders.MCP_SESSION_ID)
        .ifPresent(sessionId::set);
  }

  private <T> T guarded(Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      throw Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
          .filter(McpHttpClientTransportAuthorizationException.class::isInstance)
          .map(McpHttpClientTransportAuthorizationException.class::cast)
          .filter(denied -> denied.getResponseInfo().statusCode() == 401)
          .<RuntimeException>map(McpSession::unauthorized)
          .findFirst()
          .orElse(e);
    }
  }

  /** Without the cause: the SDK keeps the request in it, and so the token. */
  private static Unauthorized unauthorized(McpHttpClientTransportAuthorizationException denied) {
    return new Unauthorized(
        denied.getResponseInfo().headers().firstValue("WWW-Authenticate").orElse(""));
  }
}
