package dev.holdfast.token.connections;

import com.google.crypto.tink.subtle.Random;
import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.connections.DeviceAttempt;
import dev.holdfast.contracts.connections.DeviceProgress;
import dev.holdfast.contracts.connections.DeviceProgress.State;
import dev.holdfast.contracts.connections.StartedDevice;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.connections.DeviceAnswer.Started;
import dev.holdfast.token.connections.DeviceAnswer.Unavailable;
import dev.holdfast.token.connections.DeviceAnswer.Unsupported;
import dev.holdfast.token.encryption.KeyedHash;
import dev.holdfast.token.encryption.UserKeys;
import dev.holdfast.token.problem.RefusalException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/** Consent on another device (RFC 8628), for a user who has no browser at hand. */
@Singleton
public final class Devices {

  /** How long the outcome can be asked for after the codes stopped working. */
  static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final Providers providers;
  private final PendingDeviceStore devices;
  private final UserKeys userKeys;
  private final KeyedHash keyedHash;
  private final Clock clock;

  Devices(
      Providers providers,
      PendingDeviceStore devices,
      UserKeys userKeys,
      KeyedHash keyedHash,
      Clock clock) {
    this.providers = providers;
    this.devices = devices;
    this.userKeys = userKeys;
    this.keyedHash = keyedHash;
    this.clock = clock;
  }

  /**
   * What to show the user.
   *
   * @throws RefusalException if there is no such provider, it cannot do that, or does not answer
   */
  public StartedDevice start(ConnectionKey key) {
    Provider provider =
        providers
            .named(key.provider())
            .orElseThrow(() -> RefusalException.notFound("There is no such provider."));
    return switch (provider.startDevice()) {
      case Started started -> begin(key, started);
      case Unsupported _ ->
          throw RefusalException.invalidRequest("The provider knows no other devices.");
      case Unavailable(Duration retryAfter) ->
          throw RefusalException.temporarilyUnavailable(retryAfter);
    };
  }

  /**
   * How an attempt goes.
   *
   * @throws RefusalException if the handle is unknown, forgotten or another user's
   */
  public DeviceProgress progress(DeviceAttempt attempt) {
    return devices
        .find(hash(attempt.handle()))
        .filter(device -> device.key().subject().equals(attempt.subject()))
        .map(device -> new DeviceProgress(device.state()))
        .orElseThrow(() -> RefusalException.invalidRequest("The handle is unknown."));
  }

  private StartedDevice begin(ConnectionKey key, Started started) {
    Secret handle =
        Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(Random.randBytes(32)));
    Bytes hash = hash(handle);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant expiresAt = now.plus(started.lifetime());
    return userKeys
        .storing(
            userKeys.findOrCreate(key.subject()),
            userKey -> {
              Bytes sealed = new DeviceSeal(userKey).seal(key, hash, started.deviceCode());
              devices.add(
                  new PendingDevice(
                      hash, key, sealed, State.PENDING, started.pause(), now, expiresAt),
                  now);
              return new StartedDevice(
                  handle,
                  started.userCode(),
                  started.verificationUri(),
                  started.verificationUriComplete(),
                  expiresAt);
            })
        // A purge came between: the user may begin again.
        .orElseThrow(() -> RefusalException.temporarilyUnavailable(started.pause()));
  }

  private Bytes hash(Secret handle) {
    return keyedHash.of("device-handle", handle.reveal());
  }
}
