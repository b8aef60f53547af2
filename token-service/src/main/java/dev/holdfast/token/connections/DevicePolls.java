package dev.holdfast.token.connections;

import dev.holdfast.contracts.connections.DeviceProgress.State;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.connections.PollAnswer.Denied;
import dev.holdfast.token.connections.PollAnswer.Expired;
import dev.holdfast.token.connections.PollAnswer.Granted;
import dev.holdfast.token.connections.PollAnswer.Pending;
import dev.holdfast.token.connections.PollAnswer.SlowDown;
import dev.holdfast.token.connections.PollAnswer.Unavailable;
import dev.holdfast.token.encryption.UserKey;
import dev.holdfast.token.encryption.UserKeys;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks providers whether users of devices consented, never more often than they allow. */
@Singleton
class DevicePolls implements Duty {

  private static final Logger log = LoggerFactory.getLogger(DevicePolls.class);
  private static final int AT_ONCE = 16;

  /** RFC 8628, section 3.5: what slow_down adds, for this and all later polls. */
  private static final Duration SLOWER = Duration.ofSeconds(5);

  private final Providers providers;
  private final PendingDeviceStore devices;
  private final Consents consents;
  private final UserKeys userKeys;
  private final ConnectionSettings settings;
  private final Clock clock;

  DevicePolls(
      Providers providers,
      PendingDeviceStore devices,
      Consents consents,
      UserKeys userKeys,
      ConnectionSettings settings,
      Clock clock) {
    this.providers = providers;
    this.devices = devices;
    this.consents = consents;
    this.userKeys = userKeys;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public int round() {
    Instant now = now();
    List<PendingDevice> due = devices.takeDue(now, now.plus(settings.lease()), AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      due.forEach(device -> threads.execute(() -> poll(device)));
    }
    return due.size();
  }

  private void poll(PendingDevice device) {
    try {
      Optional<Provider> provider = providers.named(device.key().provider());
      Optional<UserKey> userKey = userKeys.find(device.key().subject());
      boolean late = !device.expiresAt().isAfter(now());
      if (late || provider.isEmpty() || userKey.isEmpty()) {
        devices.finish(device.handleHash(), State.EXPIRED);
        return;
      }
      try (Secret deviceCode = new DeviceSeal(userKey.get()).deviceCode(device)) {
        take(device, provider.get().poll(deviceCode));
      }
    } catch (RuntimeException e) {
      // Its codes expire by themselves.
      log.atWarn()
          .addKeyValue("provider", device.key().provider())
          .setCause(e)
          .log("A device's consent could not be asked for");
    }
  }

  private void take(PendingDevice device, PollAnswer answer) {
    Duration pause = device.pause();
    switch (answer) {
      case Granted(ProviderTokens tokens) -> {
        consents.store(device.key(), tokens, device.begunAt());
        devices.finish(device.handleHash(), State.CONNECTED);
      }
      case Pending _ -> putOff(device, pause);
      case SlowDown _ -> putOff(device, pause.plus(SLOWER));
      // RFC 8628, section 3.5: back off where there is no answer.
      case Unavailable _ -> putOff(device, pause.multipliedBy(2));
      case Denied _ -> devices.finish(device.handleHash(), State.DENIED);
      case Expired _ -> devices.finish(device.handleHash(), State.EXPIRED);
    }
  }

  private void putOff(PendingDevice device, Duration pause) {
    devices.putOff(device.handleHash(), pause, now().plus(pause));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
