package dev.holdfast.token.grants;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows {@code holdfast.token.grants.active}, {@code holdfast.token.subjects.active} and {@code
 * holdfast.token.grants.oldest} (seconds since the oldest grant in use began): counts and an age,
 * and nothing that could be a person. One replica counts for all, so take the maximum.
 */
@Singleton
public class CensusGauges {

  private static final Census NONE = new Census(0, 0, null);

  private final Censuses censuses;
  private final CensusSettings settings;
  private final Clock clock;
  private volatile @Nullable Census last;

  CensusGauges(Censuses censuses, CensusSettings settings, MeterRegistry meters, Clock clock) {
    this.censuses = censuses;
    this.settings = settings;
    this.clock = clock;
    meters.gauge("holdfast.token.grants.active", this, gauges -> gauges.newest().grants());
    meters.gauge("holdfast.token.subjects.active", this, gauges -> gauges.newest().subjects());
    Gauge.builder("holdfast.token.grants.oldest", this, CensusGauges::oldest)
        .baseUnit("seconds")
        .register(meters);
  }

  /** The last count that this replica knows; empty until there was one. */
  public Optional<Census> last() {
    return Optional.ofNullable(last);
  }

  @Scheduled(
      fixedDelay = "${holdfast.token.census.every:5m}",
      initialDelay = "${holdfast.token.census.first:1s}")
  void look() {
    Instant now = clock.instant();
    if (censuses.begin(now.minus(settings.every()), now)) {
      censuses.tell(censuses.count(now));
    }
    last = censuses.last().orElse(null);
  }

  private double oldest() {
    Instant begin = newest().oldest();
    return begin == null ? 0 : Duration.between(begin, clock.instant()).toSeconds();
  }

  private Census newest() {
    return last().orElse(NONE);
  }
}
