package dev.holdfast.authserver.cleaning;

import dev.holdfast.authserver.code.Codes;
import dev.holdfast.authserver.device.DeviceRequests;
import dev.holdfast.authserver.login.LoginSessions;
import dev.holdfast.authserver.pending.PendingRequests;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Keeps the tables small. Every replica may do it; nothing depends on when. */
@Singleton
class Cleaning {

  /** Used codes are remembered this long, to recognise a late replay. */
  private static final Duration CODE_MEMORY = Duration.ofDays(1);

  private final PendingRequests requests;
  private final LoginSessions sessions;
  private final Codes codes;
  private final DeviceRequests devices;
  private final Clock clock;

  Cleaning(
      PendingRequests requests,
      LoginSessions sessions,
      Codes codes,
      DeviceRequests devices,
      Clock clock) {
    this.requests = requests;
    this.sessions = sessions;
    this.codes = codes;
    this.devices = devices;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = "10m", initialDelay = "1m")
  void clean() {
    Instant now = clock.instant();
    requests.removeExpired(now);
    sessions.removeExpired(now);
    codes.removeExpiredBefore(now.minus(CODE_MEMORY));
    devices.removeExpiredBefore(now.minus(CODE_MEMORY));
  }
}
