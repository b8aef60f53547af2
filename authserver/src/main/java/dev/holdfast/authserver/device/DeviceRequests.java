package dev.holdfast.authserver.device;

import dev.holdfast.runtime.retention.Retained;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where device requests are kept. Every change of state is a compare-and-set: of several callers at
 * once exactly one is told 1.
 */
public interface DeviceRequests extends Retained {

  /** How long after its end a request is remembered, to tell a late device what became of it. */
  Duration MEMORY = Duration.ofDays(1);

  /** Adds one; fails if the user code is in use. */
  DeviceRequest save(DeviceRequest request);

  /** The request with this device code. */
  Optional<DeviceRequest> byDeviceCodeHash(String deviceCodeHash);

  /** The request with this user code. */
  Optional<DeviceRequest> byUserCodeHash(String userCodeHash);

  /** Approves some of what was asked, if nobody has decided and it has not expired. */
  int approve(
      String deviceCodeHash,
      String scopes,
      String userId,
      String sid,
      Instant authTime,
      Instant now);

  /** Denies, if nobody has decided. */
  int deny(String deviceCodeHash);

  /** Notes a poll that comes no earlier than the interval allows. */
  int poll(String deviceCodeHash, Instant now);

  /** Notes a poll that came too early; from now on the interval is longer by {@code seconds}. */
  int slowDown(String deviceCodeHash, Instant now, int seconds);

  /** Takes the approval to turn it into a grant. */
  int redeem(String deviceCodeHash);

  /** Gives an approval back that could not be turned into a grant. */
  int giveBack(String deviceCodeHash);

  /** Removes some of what expired before an instant. */
  int removeExpiredBefore(Instant instant, int limit);

  @Override
  default String name() {
    return "device-requests";
  }

  @Override
  default int forget(Instant now, int limit) {
    return removeExpiredBefore(now.minus(MEMORY), limit);
  }
}
