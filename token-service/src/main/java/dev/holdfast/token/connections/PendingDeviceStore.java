package dev.holdfast.token.connections;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.DeviceProgress;
import dev.holdfast.contracts.identity.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Consents under way on other devices, at rest. */
public interface PendingDeviceStore {

  /** Adds one, to be polled first after its pause. */
  void add(PendingDevice device, Instant now);

  /** The one of this handle. */
  Optional<PendingDevice> find(Bytes handleHash);

  /** Takes some that are to be polled now; others do not get them until {@code again}. */
  List<PendingDevice> takeDue(Instant now, Instant again, int max);

  /** Has it polled again later. */
  void putOff(Bytes handleHash, Duration pause, Instant nextPollAt);

  /** Those of a user that nobody decided yet. */
  List<PendingDevice> findPending(SubjectId subject);

  /** Puts another device code in the place of one, if it is still of use. */
  void replaceDeviceCode(Bytes handleHash, Bytes deviceCode);

  /** Forgets some of those that expired before an instant; tells how many. */
  int forgetExpired(Instant before, int limit);

  /** Ends it. */
  void finish(Bytes handleHash, DeviceProgress.State state);
}
