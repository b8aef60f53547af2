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
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Readiness needs a token-service that answers, whatever it answers. Anonymous callers are not told
 * what is missing, so the log names it, once per change.
 */
@Readiness
@Singleton
final class TokenServiceHealth extends AbstractHealthIndicator<Map<String, String>> {

  private static final Logger log = LoggerFactory.getLogger(TokenServiceHealth.class);

  private final AtomicBoolean reachable = new AtomicBoolean(true);
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
    try {
      tokenService.exchange(HttpRequest.GET("/health/liveness"));
    } catch (HttpClientResponseException _) {
      // It answers; what it thinks of this request does not matter.
    } catch (HttpClientException e) {
      if (reachable.getAndSet(false)) {
        log.atWarn().addKeyValue("why", e.getMessage()).log("Not ready: no token-service");
      }
      healthStatus = HealthStatus.DOWN;
      return Map.of("missing", "token-service");
    }
    if (!reachable.getAndSet(true)) {
      log.atInfo().log("The token-service answers again");
    }
    healthStatus = HealthStatus.UP;
    return Map.of();
  }
}
