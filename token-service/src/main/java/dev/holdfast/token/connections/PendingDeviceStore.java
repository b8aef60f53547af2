package dev.holdfast.token.connections;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.DeviceProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Consents under way on other devices, at rest. */
public interface PendingDeviceStore {

  /** Adds one, to be polled first after its pause; forgets those that ended before {@code past}. */
  void add(PendingDevice device, Instant now, Instant past);

  /** The one of this handle. */
  Optional<PendingDevice> find(Bytes handleHash);

  /** Takes some that are to be polled now; others do not get them until {@code again}. */
  List<PendingDevice> takeDue(Instant now, Instant again, int max);

  /** Has it polled again later. */
  void putOff(Bytes handleHash, Duration pause, Instant nextPollAt);

  /** Ends it. */
  void finish(Bytes handleHash, DeviceProgress.State state);
}
