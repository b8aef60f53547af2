package dev.holdfast.gateway.revocation;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/**
 * Ready once the news of ended grants have been read for the first time. Kafka going away later
 * leaves the gateway ready: it introspects instead.
 */
@Singleton
@Readiness
final class FeedReadiness implements HealthIndicator {

  private static final String NAME = "revocation-feed";

  private final Feed feed;

  FeedReadiness(Feed feed) {
    this.feed = feed;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    HealthResult result =
        feed.confirmed().isPresent()
            ? HealthResult.builder(NAME, HealthStatus.UP)
                .details(Map.of("news", feed.isFresh() ? "fresh" : "stale, introspecting"))
                .build()
            : HealthResult.builder(NAME, HealthStatus.DOWN)
                .details(Map.of("missing", "kafka: token events have not been read yet"))
                .build();
    return Publishers.just(result);
  }
}
