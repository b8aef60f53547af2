package dev.holdfast.acceptance.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.acceptance.fixture.GrantsAtRest.Hold;
import dev.holdfast.acceptance.fixture.SweepingSystem;
import dev.holdfast.acceptance.fixture.Topic;
import dev.holdfast.acceptance.sweep.Crowd.Member;
import dev.holdfast.contracts.grants.EndReason;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What sweeps need is away and comes back. Nobody lends a hand; nothing is lost, and of each person
 * what happened first takes effect first: a console grant ends by the login and not by the lock
 * behind it.
 */
final class SweepOutageTest {

  private static final int PEOPLE = 40;
  private static final double GOOD_WHILE = 15;
  private static final Pattern LAG_AGE =
      Pattern.compile("(?m)^holdfast_listener_lag_age_seconds\\{.*} (\\S+)$");

  private final SweepingSystem world = SweepingSystem.shared();
  private final Topic identity = world.identity();

  @AfterEach
  void close() {
    identity.close();
  }

  @Test
  void theTokenServiceIsAwayForAGoodWhile() throws Exception {
    Crowd crowd = Crowd.of(world, identity, "waiting-", PEOPLE);
    world.system().part("token-service").kill();
    crowd.signsIn(crowd.members());
    crowd.isLocked(crowd.members());

    await().atMost(Duration.ofMinutes(1)).until(() -> lagAge() > GOOD_WHILE);
    assertThat(listener("/health/readiness").statusCode()).isEqualTo(503);
    world.system().restart("token-service");

    crowd.assertEndedOnce(EndReason.LOGIN_ELSEWHERE, EndReason.USER_LOCKED);
    await().until(() -> lagAge() == 0);
    await().until(() -> listener("/health/readiness").statusCode() == 200);
  }

  /** Some sweeps are in the middle of it, and have done half of what they are about to do. */
  @Test
  void theDatabaseIsRestartedUnderSweeps() throws Exception {
    Crowd crowd = Crowd.of(world, identity, "cut-", PEOPLE);
    List<Member> inHand = crowd.members().subList(0, 4);
    List<Member> others = crowd.members().subList(4, PEOPLE);
    try (Hold _ = world.grantsAtRest().hold(inHand.stream().map(Member::mcp).toList())) {
      crowd.signsIn(crowd.members());
      crowd.isLocked(crowd.members());
      crowd.awaitEnds(others);
      world.system().part("database").close();
    }
    world.system().restart("database");

    crowd.assertEndedOnce(EndReason.LOGIN_ELSEWHERE, EndReason.USER_LOCKED);
  }

  private double lagAge() throws IOException, InterruptedException {
    return LAG_AGE
        .matcher(listener("/prometheus").body())
        .results()
        .mapToDouble(found -> Double.parseDouble(found.group(1)))
        .max()
        .orElseThrow();
  }

  private HttpResponse<String> listener(String path) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://localhost:" + world.settings().ports().listener() + path);
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
  }
}
