package dev.holdfast.listener.tokenservice.http;

import io.micronaut.health.HealthStatus;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.BlockingHttpClient;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;

/** Readiness needs a token-service that answers, whatever it answers. */
@Readiness
@Singleton
final class TokenServiceHealth extends AbstractHealthIndicator<Map<String, String>> {

  private final BlockingHttpClient tokenService;

  TokenServiceHealth(@Client("token-service-health") HttpClient tokenService) {
    this.tokenService = tokenService.toBlocking();
  }

  @Override
  protected String getName() {
    return "token-service";
  }

  @Override
  protected Map<String, String> getHealthInformation() {
    healthStatus = HealthStatus.UP;
    try {
      tokenService.exchange(HttpRequest.GET("/health/liveness"));
    } catch (HttpClientResponseException _) {
      // It answers; what it thinks of this request does not matter.
    } catch (HttpClientException e) {
      healthStatus = HealthStatus.DOWN;
      return Map.of("missing", String.valueOf(e.getMessage()));
    }
    return Map.of();
  }
}
