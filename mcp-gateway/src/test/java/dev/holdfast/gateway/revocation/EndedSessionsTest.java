package dev.holdfast.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testsupport.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndedSessionsTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Duration AGE = Duration.ofDays(30);

  private final MutableClock clock = MutableClock.at(NOW);
  private final List<String> told = new ArrayList<>();
  private boolean kafkaIsThere = true;
  private final EndedSessions sessions =
      new EndedSessions(
          new SessionMemory(AGE),
          new OpenStreams(),
          (_, session, _) -> kafkaIsThere && told.add(session),
          new SimpleMeterRegistry(),
          clock);

  @Test
  void endedSessionIsRememberedUntilItWouldHaveBeenTooOld() {
    sessions.end(Optional.empty(), "one", NOW.minus(Duration.ofDays(1)));

    clock.set(NOW.plus(AGE).minus(Duration.ofDays(1)).minusSeconds(2));
    assertThat(sessions.contains("one")).isTrue();
    assertThat(sessions.contains("other")).isFalse();
    clock.set(NOW.plus(AGE));
    assertThat(sessions.contains("one")).isFalse();
  }

  @Test
  void whatCannotBeToldIsToldLaterAndOnce() {
    kafkaIsThere = false;
    sessions.end(Optional.empty(), "one", NOW);
    sessions.retell();
    assertThat(sessions.contains("one")).isTrue();
    assertThat(told).isEmpty();

    kafkaIsThere = true;
    sessions.retell();
    sessions.retell();

    assertThat(told).containsExactly("one");
  }

  @Test
  void oldNewsTakeNoRoom() {
    sessions.tell("one", NOW);

    assertThat(sessions.contains("one")).isFalse();
  }
}
