package dev.holdfast.bearer;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.annotation.ClientFilter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/**
 * Adds a service token to every request of the HTTP client {@code token-service}, as in
 * {@code @Client(id = "token-service", path = "/grants")}.
 */
@ClientFilter(serviceId = "token-service")
@Requires(beans = {TokenServiceSettings.class, ServiceTokens.class})
final class TokenServiceFilter {

  private final TokenServiceSettings settings;
  private final ServiceTokens tokens;

  TokenServiceFilter(TokenServiceSettings settings, ServiceTokens tokens) {
    this.settings = settings;
    this.tokens = tokens;
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  void authorize(MutableHttpRequest<?> request) {
    request.bearerAuth(tokens.token(settings.tokenAudience()).reveal());
  }
}
