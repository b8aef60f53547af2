package dev.holdfast.testsupport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Safe to read and move from several threads. */
public final class MutableClock extends Clock {

  private final AtomicReference<Instant> now;
  private final ZoneId zone;

  private MutableClock(AtomicReference<Instant> now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  /** A clock in UTC that shows {@code now}. */
  public static MutableClock at(Instant now) {
    return new MutableClock(new AtomicReference<>(now), ZoneOffset.UTC);
  }

  /** A clock in UTC that shows the present, in whole microseconds as databases keep it. */
  public static MutableClock atPresent() {
    return at(InstantSource.system().instant().truncatedTo(ChronoUnit.MICROS));
  }

  /** Moves on by {@code step}, backwards if it is negative. */
  public void advance(Duration step) {
    now.updateAndGet(instant -> instant.plus(step));
  }

  /** Jumps to {@code instant}. */
  public void set(Instant instant) {
    now.set(instant);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /** The same clock, moved together with this one, in another zone. */
  @Override
  public MutableClock withZone(ZoneId other) {
    return new MutableClock(now, other);
  }
}
