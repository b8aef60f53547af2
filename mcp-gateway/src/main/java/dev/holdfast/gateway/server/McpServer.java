package dev.holdfast.gateway.server;

import dev.holdfast.contracts.secret.Secret;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One MCP server behind the gateway.
 *
 * @param name its name in {@code /mcp/{name}}
 * @param url the server's own endpoint
 * @param credential what is presented to the server
 * @param provider the provider whose token is presented, for {@link CredentialKind#CONNECTION}
 * @param headerName the header that is sent, for {@link CredentialKind#HEADER}
 * @param headerValue the value of that header
 * @param anonymous whether the server may be used without a token
 * @param identityHeaders whether the server is told issuer and subject
 * @param scopes what a token must allow, listed or spaced
 * @param eras which eras of MCP the server speaks
 * @param maxCalls how many calls may wait for its answers at a time, at each replica
 * @param hideRestarts whether lost sessions are replaced by new ones without telling the client
 */
@EachProperty("holdfast.gateway.servers")
public record McpServer(
    @Parameter String name,
    @NotNull URI url,
    @Bindable(defaultValue = "NONE") CredentialKind credential,
    @Nullable String provider,
    @Nullable String headerName,
    @Nullable Secret headerValue,
    @Bindable(defaultValue = "false") boolean anonymous,
    @Bindable(defaultValue = "false") boolean identityHeaders,
    @Bindable(defaultValue = "") List<String> scopes,
    @Bindable(defaultValue = "AUTO") Eras eras,
    @Bindable(defaultValue = "1000") @Positive int maxCalls,
    @Bindable(defaultValue = "true") boolean hideRestarts) {

  /** Refuses a credential without its parts; scopes may be listed or spaced. */
  public McpServer {
    scopes =
        scopes.stream()
            .flatMap(entry -> Stream.of(entry.strip().split(" +", -1)))
            .filter(scope -> !scope.isEmpty())
            .toList();
    String setting = "holdfast.gateway.servers." + name;
    // MCP Authorization, Refresh Tokens: neither challenges nor metadata should ask for it.
    if (scopes.contains("offline_access")) {
      throw new IllegalArgumentException(
          setting + ".scopes: offline_access is between a client and its authorization server");
    }
    if (credential == CredentialKind.CONNECTION && (provider == null || provider.isBlank())) {
      throw new IllegalArgumentException(
          setting + ".provider is not set, which credential connection needs");
    }
    if (credential == CredentialKind.HEADER && (headerName == null || headerValue == null)) {
      throw new IllegalArgumentException(
          setting + ".header-name or .header-value is not set, which credential header needs");
    }
  }
}
