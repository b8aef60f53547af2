package dev.holdfast.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.testsupport.MutableClock;
import io.micrometer.core.instrument.MeterRegistry;
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
  private static final Duration ANONYMOUS_AGE = Duration.ofDays(1);
  private static final int MOST = 1_000;
  private static final Optional<SubjectId> ANN = Optional.of(new SubjectId("https://a", "ann"));

  private final MutableClock clock = MutableClock.at(NOW);
  private final List<String> told = new ArrayList<>();
  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private boolean kafkaIsThere = true;
  private final EndedSessions sessions =
      new EndedSessions(
          new SessionMemory(AGE, ANONYMOUS_AGE, MOST),
          new OpenStreams(),
          (_, session, _) -> kafkaIsThere && told.add(session),
          metrics,
          clock);

  @Test
  void endedSessionIsRememberedUntilItWouldHaveBeenTooOld() {
    sessions.end(ANN, "one", NOW.minus(Duration.ofDays(1)));

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
  void endOfNobodysSessionIsForgottenSooner() {
    sessions.end(Optional.empty(), "one", NOW);

    clock.set(NOW.plus(ANONYMOUS_AGE).minusSeconds(2));
    assertThat(sessions.contains("one")).isTrue();
    clock.set(NOW.plus(ANONYMOUS_AGE));
    assertThat(sessions.contains("one")).isFalse();
  }

  /** Revocations are read on the thread that tells. */
  @Test
  void muchThatIsUntoldIsToldInPortions() {
    kafkaIsThere = false;
    for (int i = 0; i < 25; i++) {
      sessions.end(ANN, "session-" + i, NOW);
    }
    kafkaIsThere = true;

    sessions.retell();
    assertThat(told).hasSize(10);
    sessions.retell();
    sessions.retell();
    assertThat(told).hasSize(25).doesNotHaveDuplicates();
  }

  @Test
  void noMoreThanSoManyAreRememberedAndWhatIsForgottenIsCounted() {
    for (int i = 0; i < 3 * MOST; i++) {
      sessions.tell("session-" + i, NOW.plus(AGE));
    }

    await()
        .untilAsserted(
            () ->
                assertThat(
                        metrics.get("holdfast.gateway.sessions.ended.forgotten").counter().count())
                    .isEqualTo(2.0 * MOST));
    assertThat(metrics.get("holdfast.gateway.sessions.ended").gauge().value())
        .isEqualTo(1.0 * MOST);
  }

  @Test
  void oldNewsTakeNoRoom() {
    sessions.tell("one", NOW);

    assertThat(sessions.contains("one")).isFalse();
  }
}
