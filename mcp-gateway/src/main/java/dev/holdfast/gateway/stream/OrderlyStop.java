package dev.holdfast.gateway.stream;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.core.order.Ordered;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.runtime.graceful.GracefulShutdownConfiguration;
import io.micronaut.runtime.graceful.GracefulShutdownListener;
import io.micronaut.runtime.graceful.GracefulShutdownManager;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops in the order that costs nobody a call: readiness goes down, then, when whoever balances has
 * had time to see it, connections are refused, and calls under way are finished. The framework's
 * own listener refuses at once.
 */
@Singleton
@Readiness
@Replaces(GracefulShutdownListener.class)
final class OrderlyStop implements ApplicationEventListener<ShutdownEvent>, HealthIndicator {

  private static final Logger log = LoggerFactory.getLogger(OrderlyStop.class);

  private final DrainSettings settings;
  private final GracefulShutdownManager shutdown;
  private final GracefulShutdownConfiguration grace;
  private volatile boolean stopping;

  OrderlyStop(
      DrainSettings settings,
      GracefulShutdownManager shutdown,
      GracefulShutdownConfiguration grace) {
    this.settings = settings;
    this.shutdown = shutdown;
    this.grace = grace;
  }

  @Override
  public void onApplicationEvent(ShutdownEvent event) {
    stopping = true;
    try {
      Thread.sleep(settings.announce());
      shutdown
          .shutdownGracefully()
          .toCompletableFuture()
          .get(grace.getGracePeriod().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      log.atWarn()
          .addKeyValue("grace", grace.getGracePeriod())
          .log("Calls are cut off at stopping");
    } catch (ExecutionException e) {
      log.atWarn().setCause(e).log("Something could not be stopped well");
    }
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Publishers.just(
        HealthResult.builder("stopping", stopping ? HealthStatus.DOWN : HealthStatus.UP).build());
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }
}
