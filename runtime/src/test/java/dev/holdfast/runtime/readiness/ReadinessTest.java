package dev.holdfast.runtime.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.slf4j.LoggerFactory;

/** Who probes is told nothing; who operates is told what is missing. */
final class ReadinessTest {

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(Dependencies.class);
  private final EmbeddedServer server =
      ApplicationContext.run(
          EmbeddedServer.class,
          Map.of(
              "spec.name",
              "ReadinessTest",
              "endpoints.health.sensitive",
              false,
              "endpoints.health.details-visible",
              "NEVER"));
  private final Broker broker = server.getApplicationContext().getBean(Broker.class);

  ReadinessTest() {
    logger.setLevel(Level.INFO);
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(log);
    server.close();
  }

  @Test
  void whatIsThereFromTheBeginningIsNoNews() throws Exception {
    assertThat(probe().statusCode()).isEqualTo(200);
    assertThat(log.list).isEmpty();
    assertThat(gauge()).isEqualTo(1);
  }

  @Test
  void theLogNamesWhatIsMissingOncePerChange() throws Exception {
    broker.status = HealthStatus.DOWN;
    for (int probes = 0; probes < 3; probes++) {
      assertThat(probe().statusCode()).isEqualTo(503);
    }
    assertThat(probe().body()).doesNotContain("broker", "partition");
    assertThat(gauge()).isZero();

    broker.status = HealthStatus.UP;
    probe();
    probe();
    assertThat(gauge()).isEqualTo(1);
    assertThat(lines())
        .containsExactly(
            "Not ready {dependency=broker, status=DOWN, why=missing: partition 3}",
            "The dependency is there again {dependency=broker}");
  }

  private HttpResponse<String> probe() throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI readiness = server.getURI().resolve("/health/readiness");
      return http.send(
          HttpRequest.newBuilder(readiness).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private double gauge() {
    return server
        .getApplicationContext()
        .getBean(MeterRegistry.class)
        .get("holdfast.ready.dependency")
        .tag("name", "broker")
        .gauge()
        .value();
  }

  private Stream<String> lines() {
    return log.list.stream().map(line -> line.getMessage() + " " + pairs(line));
  }

  private static String pairs(ILoggingEvent line) {
    List<String> pairs =
        line.getKeyValuePairs().stream().map(pair -> pair.key + "=" + pair.value).toList();
    return "{" + String.join(", ", pairs) + "}";
  }

  @Readiness
  @Singleton
  @Requires(property = "spec.name", value = "ReadinessTest")
  static final class Broker implements HealthIndicator {

    private volatile HealthStatus status = HealthStatus.UP;

    @Override
    public Publisher<HealthResult> getResult() {
      return Publishers.just(
          HealthResult.builder("broker", status).details(Map.of("missing", "partition 3")).build());
    }
  }
}
