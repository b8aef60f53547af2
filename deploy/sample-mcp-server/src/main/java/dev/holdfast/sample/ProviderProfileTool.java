package dev.holdfast.sample;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code provider_profile}: asks the third-party provider's userinfo endpoint (OpenID Connect Core
 * section 5.3) who the user is there, with the credential that the gateway put on the request.
 * Without a credential, or when the provider refuses it, the answer is a tool error.
 */
final class ProviderProfileTool {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final @Nullable URI userinfo;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  ProviderProfileTool(@Nullable URI userinfo) {
    this.userinfo = userinfo;
  }

  SyncToolSpecification specification() {
    return Tools.tool(
        "provider_profile",
        "Answers the user's name at the connected provider.",
        Map.of(),
        List.of(),
        (exchange, _) ->
            Caller.of(exchange)
                .credential()
                .map(this::profile)
                .orElseGet(() -> Tools.error("No provider credential came with this request")));
  }

  private CallToolResult profile(String credential) {
    if (userinfo == null) {
      return Tools.error("No provider is configured");
    }
    try {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(userinfo)
                  .timeout(TIMEOUT)
                  .header("Authorization", "Bearer " + credential)
                  .header("Accept", "application/json")
                  .build(),
              BodyHandlers.ofString());
      return response.statusCode() == 200
          ? named(response.body())
          : Tools.error("The provider answered " + response.statusCode());
    } catch (IOException e) {
      return Tools.error("The provider could not be asked: " + e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Tools.error("Interrupted while asking the provider");
    }
  }

  private static CallToolResult named(String json) throws IOException {
    Map<String, Object> claims =
        McpJsonDefaults.getMapper().readValue(json, new TypeRef<Map<String, Object>>() {});
    return claims.get("name") instanceof String name
        ? Tools.text(name)
        : Tools.error("The provider told no name");
  }
}
