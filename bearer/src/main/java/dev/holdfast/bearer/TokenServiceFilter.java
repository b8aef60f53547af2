package dev.holdfast.bearer;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.annotation.ClientFilter;
import io.micronaut.http.annotation.RequestFilter;

/**
 * Adds a service token to every request of the HTTP client {@code token-service}, as in
 * {@code @Client(id = "token-service", path = "/grants")}. To get one may block, and does so on the
 * caller's thread, which must be a virtual one.
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
  void authorize(MutableHttpRequest<?> request) {
    request.bearerAuth(tokens.token(settings.tokenAudience()).reveal());
  }
}
