package dev.holdfast.authserver.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRingTest {

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final Duration OVERLAP = Duration.ofMinutes(12);

  private final SigningKey first = key(1, START);
  private final SigningKey second = key(2, START.plusSeconds(600));
  private final SigningKey third = key(3, START.plusSeconds(1200));
  private final KeyRing ring = new KeyRing(List.of(third, first, second), OVERLAP);

  @Test
  void keysSignInTheirOrderFromTheirInstantsOn() {
    assertThat(ring.current(START)).isEqualTo(first);
    assertThat(ring.current(second.activatesAt().minusNanos(1000))).isEqualTo(first);
    assertThat(ring.current(second.activatesAt())).isEqualTo(second);
    assertThat(ring.current(START.plusSeconds(100_000))).isEqualTo(third);
  }

  @Test
  void theFirstKeySignsEvenOnAClockThatIsBehind() {
    assertThat(ring.current(START.minusSeconds(30))).isEqualTo(first);
    assertThat(ring.state(first, START.minusSeconds(30))).isInstanceOf(KeyState.Current.class);
  }

  @Test
  void aKeyIsUpcomingThenCurrentThenRetiringThenRemoved() {
    Instant over = third.activatesAt().plus(OVERLAP);

    assertThat(ring.state(second, START)).isEqualTo(new KeyState.Upcoming(second.activatesAt()));
    assertThat(ring.state(second, second.activatesAt()))
        .isEqualTo(new KeyState.Current(second.activatesAt()));
    assertThat(ring.state(second, third.activatesAt())).isEqualTo(new KeyState.Retiring(over));
    assertThat(ring.state(second, over.minusNanos(1000))).isEqualTo(new KeyState.Retiring(over));
    assertThat(ring.state(second, over)).isEqualTo(new KeyState.Removed(over));
  }

  @Test
  void everyKeyButARemovedOneIsPublished() {
    assertThat(new KeyState.Upcoming(START).published()).isTrue();
    assertThat(new KeyState.Current(START).published()).isTrue();
    assertThat(new KeyState.Retiring(START).published()).isTrue();
    assertThat(new KeyState.Removed(START).published()).isFalse();
  }

  @Test
  void thereIsNoRingWithoutAKey() {
    assertThatThrownBy(() -> new KeyRing(List.of(), OVERLAP))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static SigningKey key(long generation, Instant activatesAt) {
    try {
      return new SigningKey(
          SigningAlgorithm.ES256,
          generation,
          SigningAlgorithm.ES256.generate(),
          activatesAt,
          activatesAt);
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
