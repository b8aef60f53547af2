package dev.holdfast.token.connections.jdbc;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.connections.DeviceProgress;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.connections.PendingDevice;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@MappedEntity("device_attempt")
@SuppressWarnings("ArrayRecordComponent") // Never compared; turned into Bytes at once.
record DeviceRow(
    @Id byte[] handleHash,
    String issuer,
    String subject,
    String provider,
    byte[] deviceCode,
    DeviceProgress.State state,
    int pause,
    Instant begunAt,
    Instant expiresAt,
    @Nullable Instant nextPollAt) {

  PendingDevice device() {
    return new PendingDevice(
        Bytes.copyFrom(handleHash),
        new ConnectionKey(new SubjectId(issuer, subject), provider),
        Bytes.copyFrom(deviceCode),
        state,
        Duration.ofSeconds(pause),
        begunAt,
        expiresAt);
  }
}
