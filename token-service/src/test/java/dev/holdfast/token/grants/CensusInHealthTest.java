package dev.holdfast.token.grants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.GrantRequests;
import dev.holdfast.token.TokenServer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Row 88: health tells counts, and nobody's name. */
class CensusInHealthTest {

  private TokenServer server;

  @BeforeEach
  void start(@TempDir Path keys) {
    server = TokenServer.start(keys, Map.of("holdfast.token.census.first", "1h"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anonymousIsToldHowManyPeopleAndSessionsAreActive() throws Exception {
    SubjectId twice = server.someone();
    issue(twice);
    issue(twice);
    issue(server.someone());
    server.get(CensusGauges.class).look();

    assertThat(health("/health"))
        .isEqualToIgnoringWhitespace(
            """
            {"status": "UP", "details": {"sessions": 3, "users": 2}}""");
  }

  @Test
  void operatorsSeeTheAgeOfTheOldestGrant() {
    CensusGauges gauges = server.get(CensusGauges.class);
    Gauge oldest = server.get(MeterRegistry.class).get("holdfast.token.grants.oldest").gauge();
    gauges.look();
    assertThat(oldest.value()).isZero();

    issue(server.someone());
    server.clock().advance(Duration.ofHours(2));
    issue(server.someone());
    gauges.look();

    assertThat(oldest.value()).isEqualTo(7200);
  }

  @Test
  void oneReplicaCountsForAll(@TempDir Path keys) {
    CensusGauges here = server.get(CensusGauges.class);
    try (TokenServer replica = server.replica(keys, Map.of("holdfast.token.census.first", "1h"))) {
      CensusGauges there = replica.get(CensusGauges.class);
      issue(server.someone());
      here.look();
      issue(server.someone());
      there.look();
      assertThat(there.last()).isPresent().isEqualTo(here.last());

      replica.clock().advance(Duration.ofMinutes(5));
      there.look();
      assertThat(there.last()).hasValueSatisfying(now -> assertThat(now.grants()).isEqualTo(2));
      here.look();
      assertThat(here.last()).isEqualTo(there.last());
    }
  }

  @Test
  void nothingIsToldBeforeAnythingWasCounted() throws Exception {
    assertThat(health("/health")).isEqualToIgnoringWhitespace("{\"status\": \"UP\"}");
  }

  @Test
  void probesTellWhetherAndNothingElse() throws Exception {
    server.get(CensusGauges.class).look();

    assertThat(health("/health/readiness")).contains("UP").doesNotContain("details", "users");
    assertThat(health("/health/liveness")).contains("UP").doesNotContain("details", "users");
  }

  private void issue(SubjectId subject) {
    server
        .get(Grants.class)
        .issue(GrantRequests.refreshable(subject, "console", server.clock().instant()));
  }

  private String health(String path) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(server.url() + path)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body();
    }
  }
}
